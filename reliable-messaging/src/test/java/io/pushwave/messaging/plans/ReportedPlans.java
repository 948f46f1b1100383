package io.pushwave.messaging.plans;

import io.agroal.api.AgroalDataSource;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stands between a service's code and the driver, and keeps what the server says about each statement beside its result. */
final class ReportedPlans {
    private static final String MARK = "plan:";

    private final List<Touched> touched = new ArrayList<>();

    void clear() {
        touched.clear();
    }

    List<Touched> all() {
        return List.copyOf(touched);
    }

    AgroalDataSource dataSource(Connection connection) {
        return proxy(AgroalDataSource.class, (_, method, _) -> switch (method.getName()) {
            case "getConnection" -> connection(connection);
            case String other -> throw new UnsupportedOperationException(other);
        });
    }

    Connection connection(Connection connection) {
        return proxy(Connection.class, (_, method, arguments) -> {
            if (method.getName().equals("close")) {
                return null;
            }
            return switch (invoke(connection, method, arguments)) {
                case CallableStatement _ -> throw new UnsupportedOperationException("no procedure is called");
                case PreparedStatement statement -> statement(PreparedStatement.class, statement);
                case Statement statement -> statement(Statement.class, statement);
                case null -> null;
                case Object other -> other;
            };
        });
    }

    private <S extends Statement> S statement(Class<S> type, S statement) {
        return proxy(type, (_, method, arguments) -> {
            if (method.getName().equals("close")) {
                keepWarnings(statement);
            }
            return invoke(statement, method, arguments);
        });
    }

    private void keepWarnings(Statement statement) throws SQLException {
        for (var warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
            plan(warning.getMessage()).map(Touched::read).ifPresent(touched::add);
        }
    }

    private static Optional<String> plan(@Nullable String message) {
        if (message == null || !message.contains(MARK)) {
            return Optional.empty();
        }
        return Optional.of(message.substring(message.indexOf(MARK) + MARK.length(), message.lastIndexOf('}') + 1));
    }

    private static @Nullable Object invoke(
            Object target, java.lang.reflect.Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
