package io.pushwave.status.org.postgres;

import io.pushwave.status.org.Step;
import io.pushwave.status.org.StepRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A part of a page of {@code org_view}: which rows, along which index, in which order. Only the primary key is over plain columns;
 * each other index is over an expression that nothing but its own conditions and order have, so how the rows are reached
 * is said here and estimated by nobody.
 *
 * @param order what the rows are read in the order of
 * @param conditions joined by {@code and}
 * @param values of the conditions' parameters, by name; one that differs between the parts of a page has a name of its own in each
 */
record PageSql(String order, List<String> conditions, Map<String, Object> values) {
    private static final String PLANNED = "step is not null";
    private static final String STRAY_PLACE = "campaign_id || ' ' || org_key";
    private static final String STEP_PLACE = "step || ' ' || campaign_id || ' ' || org_key";
    private static final String WAVE_PLACE = "wave::text || ' ' || campaign_id || ' ' || org_key";

    PageSql {
        conditions = List.copyOf(conditions);
        values = Map.copyOf(values);
    }

    /** All orgs of a campaign behind one, along the primary key. */
    static PageSql alongKey(String campaignId, String after) {
        return new PageSql("org_key", List.of(PLANNED), Map.of())
                .and("campaign_id = :campaign", "campaign", campaignId)
                .and("org_key > :after", "after", after);
    }

    /** Those at a step, along {@code ix_org_view_step}. */
    static PageSql alongStep(Step step, String campaignId, String after) {
        return along(STEP_PLACE, step.name(), step.name() + " " + campaignId, campaignId, after, PLANNED);
    }

    /** Those of a wave, along {@code ix_org_view_wave}. */
    static PageSql alongWave(int wave, String campaignId, String after) {
        return along(WAVE_PLACE, "wave", wave + " " + campaignId, campaignId, after, PLANNED);
    }

    /** Those of which results do not count, along {@code ix_org_view_strays}; whether a plan entry was seen of them or not. */
    static PageSql alongStrays(String campaignId, String after) {
        return along(STRAY_PLACE, "strays", campaignId, campaignId, after, "strays > 0");
    }

    /**
     * The place is bounded by the characters around the space; a campaign's id may have one too, and is compared by itself.
     *
     * @param bounds a part of the names of the bounds' parameters
     * @param beginning of all places of the campaign, up to the space
     */
    private static PageSql along(
            String place, String bounds, String beginning, String campaignId, String after, String condition) {
        return new PageSql(place, List.of(condition), Map.of())
                .and(place + " > :after_" + bounds, "after_" + bounds, beginning + " " + after)
                .and(place + " < :before_" + bounds, "before_" + bounds, beginning + "!")
                .and("campaign_id || '' = :campaign", "campaign", campaignId);
    }

    /** With one more condition, which has the parameter that is named. */
    PageSql and(String condition, String name, Object value) {
        var more = new ArrayList<>(conditions);
        more.add(condition);
        var with = new HashMap<>(values);
        with.put(name, value);
        return new PageSql(order, more, with);
    }

    PageSql and(StepRange range) {
        var own = "_" + range.step() + "_" + range.attemptFrom();
        return and("step = :step" + own, "step" + own, range.step().name())
                .and("attempt >= :from" + own, "from" + own, range.attemptFrom())
                .and("attempt <= :to" + own, "to" + own, range.attemptTo());
    }

    /** Those whose id begins with a text, or that were ever known by a name with it. */
    PageSql andText(String text) {
        return text.startsWith("00D")
                ? and("org_key like :text", "text", LikePattern.beginningWith(text))
                : and(
                        "org_key = any (array(select org_key from org_names_with(:text)))",
                        "text",
                        LikePattern.containing(text));
    }

    /** The statement, in parentheses. */
    String select(int limit) {
        return "(select * from org_view where " + String.join(" and ", conditions) + " order by " + order + " limit "
                + limit + ")";
    }
}
