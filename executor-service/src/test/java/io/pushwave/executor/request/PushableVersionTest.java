package io.pushwave.executor.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.contracts.PushResult.FailureClass;
import io.pushwave.executor.request.PushableVersion.KnownVersion;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PushableVersionTest {
    private static final String PACKAGE = "033000000000001";
    private static final String VERSION = "04t000000000001";

    @ParameterizedTest
    @CsvSource({
        "033000000000002AAA, true, false, belongs to package 033000000000002AAA",
        "033000000000001AAA, false, false, is a beta",
        "033000000000001AAA, true, true, is deprecated"
    })
    void whatIsNoReleaseOfThePackageIsRefusedWithItsReason(
            String packageId, boolean released, boolean deprecated, String reason) {
        var known = new KnownVersion(packageId, released, deprecated);

        var refusal = PushableVersion.refusal(PACKAGE, "Harbor", VERSION, Optional.of(known));

        assertThat(refusal).hasValueSatisfying(failure -> {
            assertThat(failure.failureClass()).isEqualTo(FailureClass.NEEDS_ACTION);
            assertThat(failure.retryable()).isFalse();
            assertThat(failure.message())
                    .contains(VERSION)
                    .contains(PACKAGE)
                    .contains("Harbor")
                    .contains(reason);
        });
    }

    @Test
    void aVersionThatIsNotThereIsRefused() {
        var refusal = PushableVersion.refusal(PACKAGE, "Harbor", VERSION, Optional.empty());

        assertThat(refusal)
                .hasValueSatisfying(failure -> assertThat(failure.message())
                        .isEqualTo("version 04t000000000001 does not exist in package 033000000000001 (Harbor)"));
    }

    @Test
    void aReleasedVersionIsPushed() {
        var known = new KnownVersion("033000000000001AAA", true, false);

        assertThat(PushableVersion.refusal(PACKAGE, "Harbor", VERSION, Optional.of(known)))
                .isEmpty();
    }
}
