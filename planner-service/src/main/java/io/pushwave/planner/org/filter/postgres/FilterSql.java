package io.pushwave.planner.org.filter.postgres;

import io.pushwave.planner.org.KnownVersions;
import io.pushwave.planner.org.filter.OrgFilter;
import java.util.Map;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * A filter as a part of a statement over the register, in which the org is {@code o} and its parent, where the filter asks for it,
 * {@code p}:
 *
 * <pre>{@code
 * var sql = FilterSql.of(filter, KnownVersions.of(catalogue, now));
 * sql.bind(handle.createQuery("select o.org_key from " + sql.from()
 *         + " where o.package_key = :package and o.gone_at is null and " + sql.condition()))
 *     .bind("package", packageId.key())
 * }</pre>
 *
 * <p>The condition is true or false and never null, so it may be negated and joined like any other. Nothing that somebody wrote stands
 * in it: all of that is in parameters, whose names begin with {@code filter}.
 *
 * @param from the tables
 * @param condition what the org fulfils
 * @param parameters what the condition needs, by name
 */
public record FilterSql(String from, String condition, Map<String, Argument> parameters) {
    private static final String ORG = "org o";
    private static final String PARENT =
            " left join org p on p.package_key = o.package_key and p.org_key = o.parent_org";

    public FilterSql {
        parameters = Map.copyOf(parameters);
    }

    /**
     * The parts of a statement that finds the orgs for which {@link OrgFilter#matches} is true.
     *
     * @param versions those of the package: what a comparison asks of a version is asked once a version, and the orgs are compared
     *     with the versions that fulfil it
     */
    public static FilterSql of(OrgFilter filter, KnownVersions versions) {
        var writer = new ConditionWriter(versions);
        var condition = writer.condition(filter);
        return new FilterSql(writer.asksForParent() ? ORG + PARENT : ORG, condition, writer.parameters());
    }

    /** Gives a statement the parameters. */
    public <S extends SqlStatement<S>> S bind(S statement) {
        parameters.forEach(statement::bind);
        return statement;
    }
}
