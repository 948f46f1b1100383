package io.pushwave.executor.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SubscriberFieldsTest {
    private static final SubscriberFields WITHOUT_CHANGE_TIME = new SubscriberFields(false, true);
    private static final SubscriberFields WITHOUT_BLOCKS = new SubscriberFields(true, false);

    @Test
    void theFieldThatARefusalNamesIsLeftOut() {
        assertThat(SubscriberFields.ALL.afterRefusal(
                        "INVALID_FIELD", "field 'SystemModstamp' can not be filtered in a query call"))
                .contains(WITHOUT_CHANGE_TIME);
        assertThat(SubscriberFields.ALL.afterRefusal(
                        "INVALID_FIELD",
                        "MetadataPackageId, CustomUpgradeType ^ No such column 'CustomUpgradeType' on"))
                .contains(WITHOUT_BLOCKS);
    }

    @Test
    void aRefusalThatNamesNothingTakesTheLeastDocumentedFieldFirst() {
        var first = SubscriberFields.ALL
                .afterRefusal("MALFORMED_QUERY", "unexpected token")
                .orElseThrow();

        assertThat(first).isEqualTo(WITHOUT_CHANGE_TIME);
        assertThat(first.afterRefusal("MALFORMED_QUERY", "unexpected token"))
                .contains(new SubscriberFields(false, false));
    }

    @Test
    void aRefusalForAnotherReasonStands() {
        assertThat(SubscriberFields.ALL.afterRefusal("INVALID_FIELD", "No such column 'OrgKey' on entity"))
                .isEqualTo(Optional.empty());
        assertThat(SubscriberFields.ALL.afterRefusal("QUERY_TIMEOUT", "too long"))
                .isEmpty();
        assertThat(WITHOUT_CHANGE_TIME.afterRefusal("INVALID_FIELD", "No such column 'SystemModstamp' on"))
                .isEmpty();
        assertThat(new SubscriberFields(false, false).afterRefusal("MALFORMED_QUERY", "unexpected token"))
                .isEmpty();
    }
}
