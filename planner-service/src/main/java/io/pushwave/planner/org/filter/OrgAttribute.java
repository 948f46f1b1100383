package io.pushwave.planner.org.filter;

import io.pushwave.contracts.StorableText;
import io.pushwave.planner.org.filter.FilterValue.Kind;
import java.util.Arrays;
import java.util.Optional;

/** Something that a filter can ask of an org, or of its parent. */
public sealed interface OrgAttribute {
    /** What comes before the name of a label. */
    String LABEL_PREFIX = "label.";

    /** How it is written, without saying of whom. */
    String spelling();

    /** What it is compared with. */
    Kind kind();

    /** What the register has for every org. */
    enum Fixed implements OrgAttribute {
        ORG_KEY("orgKey", Kind.ORG_KEY),
        NAME("name", Kind.TEXT),
        /** Production or Sandbox. */
        TYPE("type", Kind.TEXT),
        /** Active, Demo, Free, Inactive or Trial. */
        STATUS("status", Kind.TEXT),
        INSTANCE("instance", Kind.TEXT),
        INSTALLED_VERSION("installedVersion", Kind.VERSION),
        DAYS_BEHIND("daysBehind", Kind.DAYS),
        PUSH_BLOCKED("pushBlocked", Kind.FLAG);

        private final String spelling;
        private final Kind kind;

        Fixed(String spelling, Kind kind) {
            this.spelling = spelling;
            this.kind = kind;
        }

        static Optional<Fixed> spelled(String spelling) {
            return Arrays.stream(values())
                    .filter(attribute -> attribute.spelling.equals(spelling))
                    .findFirst();
        }

        @Override
        public String spelling() {
            return spelling;
        }

        @Override
        public Kind kind() {
            return kind;
        }
    }

    /**
     * What people said of an org.
     *
     * @param name the label's name, case-sensitive
     */
    record Label(String name) implements OrgAttribute {
        /** @throws IllegalArgumentException if no label can have that name */
        public Label {
            if (name.isBlank()) {
                throw new IllegalArgumentException("the name of a label is missing: label.NAME is expected");
            }
            StorableText.fault(name).ifPresent(fault -> {
                throw new IllegalArgumentException("the name of a label " + fault);
            });
        }

        @Override
        public String spelling() {
            return LABEL_PREFIX + name;
        }

        @Override
        public Kind kind() {
            return Kind.TEXT;
        }
    }
}
