package io.pushwave.status;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** An address that can be asked over HTTP: it begins with {@code http://} or {@code https://} and names a host. */
@Documented
@Target(ElementType.TYPE_USE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = HttpAddress.Validator.class)
public @interface HttpAddress {
    String message() default
            "is '${validatedValue}', an address beginning with http:// or https:// and a host is expected";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Judges addresses; one that is not there is no fault. */
    class Validator implements ConstraintValidator<HttpAddress, URI> {
        @Override
        public boolean isValid(@Nullable URI address, ConstraintValidatorContext context) {
            if (address == null) {
                return true;
            }
            boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            return http && address.getHost() != null;
        }
    }
}
