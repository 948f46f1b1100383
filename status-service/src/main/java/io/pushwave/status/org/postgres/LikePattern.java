package io.pushwave.status.org.postgres;

/** Patterns for SQL's {@code like} in which a text stands for itself. */
final class LikePattern {
    private LikePattern() {}

    static String beginningWith(String text) {
        return escaped(text) + "%";
    }

    static String containing(String text) {
        return "%" + escaped(text) + "%";
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
