package io.pushwave.simulator.faults;

import io.pushwave.simulator.domain.Refusal;
import io.pushwave.simulator.domain.SeededDraw;
import org.jspecify.annotations.Nullable;

/** Records of one call or batch that fail for no reason of their own; asked once for each, in their order. */
public final class RecordFault {
    private static final long DRAW_RECORD = 0x33;

    private final Which which;
    private final Refusal refusal;
    private final long bits;
    private int asked;

    /** Which of the records fail. */
    public sealed interface Which {
        /**
         * Whether the record is one.
         *
         * @param position from 1
         * @param bits drawn for the call
         */
        boolean hits(int position, long bits);

        /** Every nth: with 3 the third, the sixth and so on. */
        record Every(int nth) implements Which {
            @Override
            public boolean hits(int position, long bits) {
                return position % nth == 0;
            }
        }

        /** Each with a probability of 0 to 1. */
        record Share(double share) implements Which {
            @Override
            public boolean hits(int position, long bits) {
                return SeededDraw.unit(SeededDraw.bits(bits, DRAW_RECORD, position)) < share;
            }
        }
    }

    RecordFault(Which which, Refusal refusal, long bits) {
        this.which = which;
        this.refusal = refusal;
        this.bits = bits;
    }

    /** Why the next record fails, or {@code null} if it is left alone. */
    public @Nullable Refusal next() {
        asked++;
        return which.hits(asked, bits) ? refusal : null;
    }
}
