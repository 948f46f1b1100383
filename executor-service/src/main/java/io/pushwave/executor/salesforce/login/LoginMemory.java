package io.pushwave.executor.salesforce.login;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pushwave.executor.salesforce.postgres.SharedLogins;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.Optional;

/** The newest login of all instances, sealed with the credentials that it was made with. */
@ApplicationScoped
public class LoginMemory {
    private final Credentials credentials;
    private final SharedLogins logins;
    private final ObjectMapper mapper;
    private final SecureRandom random = new SecureRandom();

    LoginMemory(Credentials credentials, SharedLogins logins, ObjectMapper mapper) {
        this.credentials = credentials;
        this.logins = logins;
        this.mapper = mapper;
    }

    /**
     * What a login brought.
     *
     * @param instance the address of the org
     * @param refreshToken the newest one, if the flow has one and Salesforce gave out another than the file's
     */
    public record Login(String token, String instance, Optional<String> refreshToken) {
        @Override
        public String toString() {
            return "Login[token withheld]";
        }
    }

    /**
     * What is known.
     *
     * @param generation 0 if nobody has logged in
     * @param login empty also if it was made with other credentials
     */
    public record Known(long generation, Optional<Login> login) {
        /** The login, if it is newer than another. */
        public Optional<Login> after(Known before) {
            return generation > before.generation ? login : Optional.empty();
        }
    }

    public Known recall() {
        return logins.newest(credentials.login())
                .map(shared -> new Known(
                        shared.generation(), seal().open(shared.sealed()).map(this::read)))
                .orElseGet(() -> new Known(0, Optional.empty()));
    }

    /** Keeps a login for everybody; false if another instance was faster. */
    public boolean keep(Known before, Login fresh) {
        return logins.keep(credentials.login(), before.generation(), seal().seal(write(fresh)));
    }

    private Seal seal() {
        return new Seal(credentials.secret(), random);
    }

    private Login read(String json) {
        try {
            var node = mapper.readTree(json);
            return new Login(
                    node.path("token").asText(),
                    node.path("instance").asText(),
                    Optional.ofNullable(node.path("refreshToken").textValue()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a sealed login is always JSON", e);
        }
    }

    private String write(Login login) {
        return mapper.createObjectNode()
                .put("token", login.token())
                .put("instance", login.instance())
                .put("refreshToken", login.refreshToken().orElse(null))
                .toString();
    }
}
