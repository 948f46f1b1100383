package io.pushwave.executor.salesforce.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class SealTest {
    private final SecureRandom random = new SecureRandom();
    private final Seal seal = new Seal("the private key", random);

    @Test
    void theSameSecretOpensWhatItSealed() {
        var sealed = seal.seal("a token");

        assertThat(new Seal("the private key", random).open(sealed)).contains("a token");
    }

    @Test
    void anotherSecretOpensNothing() {
        assertThat(new Seal("another key", random).open(seal.seal("a token"))).isEmpty();
    }

    @Test
    void whatWasChangedIsNotOpened() {
        var sealed = seal.seal("a token");
        sealed[sealed.length - 1] ^= 1;

        assertThat(seal.open(sealed)).isEmpty();
        assertThat(seal.open(new byte[3])).isEmpty();
    }

    @Test
    void theTextCannotBeSeenAndIsNeverSealedTheSameWayTwice() {
        var sealed = seal.seal("a token");

        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("token");
        assertThat(sealed).isNotEqualTo(seal.seal("a token"));
    }
}
