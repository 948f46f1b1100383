package io.pushwave.planner.org.filter;

import io.pushwave.contracts.OrgKey;
import io.pushwave.contracts.StorableText;
import java.util.regex.Pattern;

/** What a field is compared with. */
public sealed interface FilterValue {
    /** What values a field takes. */
    enum Kind {
        ORG_KEY,
        TEXT,
        VERSION,
        DAYS,
        FLAG;

        boolean isOrdered() {
            return this == VERSION || this == DAYS;
        }

        /**
         * The value that is written like this.
         *
         * @throws IllegalArgumentException if it is none of this kind; the message says what is expected
         */
        public FilterValue read(String text) {
            return switch (this) {
                case ORG_KEY -> Key.read(text);
                case TEXT -> new Text(text);
                case VERSION -> new Version(VersionPrefix.read(text));
                case DAYS -> Days.read(text);
                case FLAG -> Flag.read(text);
            };
        }
    }

    Kind kind();

    /** As it is written, but for quotes. */
    String text();

    record Key(OrgKey key) implements FilterValue {
        private static final int LONGEST = 18;

        private static Key read(String text) {
            if (text.length() > LONGEST) {
                throw new IllegalArgumentException("this is no org id: 15 or 18 letters and digits are expected");
            }
            return new Key(new OrgKey(text));
        }

        @Override
        public Kind kind() {
            return Kind.ORG_KEY;
        }

        @Override
        public String text() {
            return key.value();
        }
    }

    /** A text as it was written, with the case of its letters. */
    record Text(String text) implements FilterValue {
        /** @throws IllegalArgumentException if no org can have that text */
        public Text {
            StorableText.fault(text).ifPresent(fault -> {
                throw new IllegalArgumentException("the text " + fault);
            });
        }

        @Override
        public Kind kind() {
            return Kind.TEXT;
        }
    }

    record Version(VersionPrefix version) implements FilterValue {
        @Override
        public Kind kind() {
            return Kind.VERSION;
        }

        @Override
        public String text() {
            return version.toString();
        }
    }

    /** A number of whole days, at least 0. */
    record Days(int days) implements FilterValue {
        private static final Pattern WHOLE_NUMBER = Pattern.compile("[0-9]{1,9}");

        public Days {
            if (days < 0) {
                throw new IllegalArgumentException("there are no " + days + " days");
            }
        }

        private static Days read(String text) {
            if (!WHOLE_NUMBER.matcher(text).matches()) {
                throw new IllegalArgumentException(
                        "this is no number of days: a whole number from 0 to 999999999 is expected");
            }
            return new Days(Integer.parseInt(text));
        }

        @Override
        public Kind kind() {
            return Kind.DAYS;
        }

        @Override
        public String text() {
            return Integer.toString(days);
        }
    }

    record Flag(boolean set) implements FilterValue {
        private static Flag read(String text) {
            return switch (text) {
                case "true" -> new Flag(true);
                case "false" -> new Flag(false);
                default -> throw new IllegalArgumentException("true or false is expected here");
            };
        }

        @Override
        public Kind kind() {
            return Kind.FLAG;
        }

        @Override
        public String text() {
            return Boolean.toString(set);
        }
    }
}
