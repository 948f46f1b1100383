package io.pushwave.simulator;

import io.pushwave.simulator.bulk.queue.BulkSettings;
import io.pushwave.simulator.domain.Refusal;
import io.pushwave.simulator.domain.UnverifiedAnswer;
import io.pushwave.simulator.domain.catalogue.DefectRates;
import io.pushwave.simulator.domain.catalogue.PackageKind;
import io.pushwave.simulator.domain.catalogue.PackageSettings;
import io.pushwave.simulator.domain.customers.CustomerSettings;
import io.pushwave.simulator.domain.failures.FailureMix;
import io.pushwave.simulator.domain.failures.FailureSettings;
import io.pushwave.simulator.domain.settings.PlatformSettings;
import io.pushwave.simulator.domain.settings.RequestRules;
import io.pushwave.simulator.domain.settings.RunSettings;
import io.pushwave.simulator.domain.time.DurationRange;
import io.pushwave.simulator.faults.FaultRule;
import io.pushwave.simulator.faults.RuleReader;
import io.pushwave.simulator.http.ApiSettings;
import io.pushwave.simulator.http.GrantSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a simulator is started with; every value is checked.
 *
 * @param port 0 for any free one
 * @param speed simulated seconds per second
 * @param snapshot file to go on from, instead of a seeded base
 * @param orgsFile CSV file of orgs to begin with, instead of seeded ones
 * @param faults rules of misbehaviour that are set from the start
 */
public record SimulatorSettings(
        String host,
        int port,
        double speed,
        Optional<Path> snapshot,
        Optional<Path> orgsFile,
        List<FaultRule.Description> faults,
        PlatformSettings platform,
        ApiSettings api) {
    public SimulatorSettings {
        faults = List.copyOf(faults);
    }

    private static final String UNLOCKED_WITHOUT_NAMESPACE = "unlocked-no-namespace";

    /** The defaults of {@link Setting}. */
    public static SimulatorSettings standard() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Collects values as text, so that flags, environment variables and tests go the same way. */
    public static final class Builder {
        private final Map<Setting, String> values = new EnumMap<>(Setting.class);

        private Builder() {}

        public Builder set(Setting setting, Object value) {
            values.put(setting, value.toString());
            return this;
        }

        public Builder port(int port) {
            return set(Setting.PORT, port);
        }

        public Builder orgs(int orgs) {
            return set(Setting.ORGS, orgs);
        }

        public Builder seed(long seed) {
            return set(Setting.SEED, seed);
        }

        public Builder speed(double speed) {
            return set(Setting.SPEED, speed);
        }

        public Builder publicKeyFile(Path file) {
            return set(Setting.PUBLIC_KEY_FILE, file);
        }

        /**
         * Checks all values.
         *
         * @throws IllegalArgumentException naming the setting, its value and what is expected
         */
        public SimulatorSettings build() {
            return new SimulatorSettings(
                    text(Setting.HOST),
                    whole(Setting.PORT, 0, 65_535),
                    decimal(Setting.SPEED, 0, 100_000),
                    optional(Setting.SNAPSHOT).map(Path::of),
                    orgsFile(),
                    faults(),
                    platform(),
                    api());
        }

        private Optional<Path> orgsFile() {
            if (optional(Setting.ORGS_FILE).isPresent()
                    && optional(Setting.SNAPSHOT).isPresent()) {
                throw wrong(Setting.ORGS_FILE, "none, because a snapshot brings its own orgs,");
            }
            return optional(Setting.ORGS_FILE).map(Path::of);
        }

        private List<FaultRule.Description> faults() {
            try {
                return optional(Setting.FAULTS_FILE)
                        .map(Path::of)
                        .map(RuleReader::read)
                        .orElse(List.of());
            } catch (IllegalArgumentException wrong) {
                throw new IllegalArgumentException(Setting.FAULTS_FILE.flag() + " " + wrong.getMessage(), wrong);
            }
        }

        private PlatformSettings platform() {
            return new PlatformSettings(
                    number(Setting.SEED),
                    whole(Setting.ORGS, 1, 10_000_000),
                    run(),
                    failures(),
                    rules(),
                    packages(),
                    customers(),
                    answers());
        }

        private RunSettings run() {
            return new RunSettings(
                    range(Setting.START_DELAY_MINIMUM, Setting.START_DELAY_MAXIMUM),
                    range(Setting.INSTANCE_DELAY_MINIMUM, Setting.INSTANCE_DELAY_MAXIMUM),
                    range(Setting.PROPAGATION_MINIMUM, Setting.PROPAGATION_MAXIMUM),
                    range(Setting.JOB_DURATION_MINIMUM, Setting.JOB_DURATION_MAXIMUM),
                    whole(Setting.JOBS_PER_INSTANCE, 1, Integer.MAX_VALUE),
                    numbers(Setting.INSTANCE_JOBS),
                    new RunSettings.Stuck(
                            decimal(Setting.STUCK_RATE, 0, 1),
                            truth(Setting.STUCK_HOLDS_SLOT),
                            optional(Setting.STUCK_ENDS_AFTER).map(_ -> duration(Setting.STUCK_ENDS_AFTER))));
        }

        private FailureSettings failures() {
            return new FailureSettings(
                    decimal(Setting.FAILURE_RATE, 0, 1),
                    decimal(Setting.HEALS_AT_SECOND, 0, 1),
                    decimal(Setting.HEALS_AT_THIRD, 0, 1),
                    mix(),
                    decimal(Setting.EXTRA_ERROR_RATE, 0, 1),
                    decimal(Setting.FAILURE_DURATION_SHARE, 0, 1),
                    defects());
        }

        private Map<String, DefectRates> defects() {
            try {
                return DefectRates.ofVersions(list(Setting.DEFECT_RATES));
            } catch (IllegalArgumentException wrong) {
                throw new IllegalArgumentException(Setting.DEFECT_RATES.flag() + " " + wrong.getMessage(), wrong);
            }
        }

        private CustomerSettings customers() {
            return new CustomerSettings(
                    decimal(Setting.CUSTOMER_UPGRADES, 0, CustomerSettings.MOST),
                    decimal(Setting.CUSTOMER_UNINSTALLS, 0, CustomerSettings.MOST),
                    decimal(Setting.CUSTOMER_EXPIRIES, 0, CustomerSettings.MOST),
                    decimal(Setting.CUSTOMER_BLOCKS, 0, CustomerSettings.MOST));
        }

        private FailureMix mix() {
            try {
                return FailureMix.of(numbers(Setting.FAILURE_MIX));
            } catch (IllegalArgumentException wrong) {
                throw new IllegalArgumentException(Setting.FAILURE_MIX.flag() + ": " + wrong.getMessage(), wrong);
            }
        }

        private RequestRules rules() {
            return new RequestRules(
                    truth(Setting.JOBS_MAY_JOIN_PENDING),
                    truth(Setting.CHANGE_AFTER_ACTIVATION),
                    truth(Setting.EMPTY_REQUEST_MAY_START),
                    truth(Setting.FAILS_AT_FIRST_FAILURE),
                    truth(Setting.BLOCKED_AT_INSERT),
                    whole(Setting.MIGRATIONS_A_DAY, 0, Integer.MAX_VALUE));
        }

        private PackageSettings packages() {
            boolean namespaced = !text(Setting.PACKAGE_KIND).equals(UNLOCKED_WITHOUT_NAMESPACE);
            return new PackageSettings(
                    namespaced ? packageKind() : PackageKind.UNLOCKED,
                    namespaced,
                    truth(Setting.SECURITY_REVIEWED),
                    truth(Setting.PUSH_ENABLED),
                    truth(Setting.SANDBOXES_INHERIT_BLOCK),
                    truth(Setting.CUSTOMIZATION_WRITES));
        }

        private PackageKind packageKind() {
            try {
                return PackageKind.ofSettingName(text(Setting.PACKAGE_KIND));
            } catch (IllegalArgumentException unknown) {
                throw wrong(Setting.PACKAGE_KIND, "1gp, managed-2gp, unlocked or " + UNLOCKED_WITHOUT_NAMESPACE);
            }
        }

        private ApiSettings api() {
            return new ApiSettings(
                    optional(Setting.CLIENT_ID),
                    optional(Setting.CLIENT_SECRET),
                    optional(Setting.USERNAME),
                    optional(Setting.PUBLIC_KEY_FILE).map(Path::of),
                    list(Setting.AUDIENCES),
                    duration(Setting.TOKEN_LIFE),
                    grants(),
                    text(Setting.IN_PROGRESS_VALUE),
                    whole(Setting.DAILY_API_LIMIT, 1, Integer.MAX_VALUE),
                    whole(Setting.CONCURRENT_LIMIT, 1, 100_000),
                    duration(Setting.LONG_RUNNING_CALL),
                    whole(Setting.QUERY_PAGE_ROWS, 200, 2_000),
                    whole(Setting.SUBSELECT_PAGE_ROWS, 1, 2_000),
                    whole(Setting.QUERY_LOCATOR_ROWS, 1, Integer.MAX_VALUE),
                    duration(Setting.QUERY_LOCATOR_LIFE),
                    whole(Setting.URI_BYTES, 1_024, 1_048_576),
                    whole(Setting.HEAD_BYTES, 1_024, 1_048_576),
                    whole(Setting.REQUESTS_LOG_ENTRIES, 1, 10_000_000),
                    whole(Setting.IMPORT_BYTES, 1, 1_000_000_000),
                    bulk());
        }

        private GrantSettings grants() {
            return new GrantSettings(
                    optional(Setting.REFRESH_TOKEN),
                    truth(Setting.REFRESH_TOKEN_ROTATION),
                    truth(Setting.CLIENT_CREDENTIALS_USER));
        }

        private BulkSettings bulk() {
            return new BulkSettings(
                    duration(Setting.BULK_QUEUE_TIME),
                    duration(Setting.BULK_BATCH_TIME),
                    whole(Setting.BULK_BATCH_RECORDS, 1, 1_000_000),
                    decimal(Setting.BULK_TIMEOUT_SHARE, 0, 1),
                    duration(Setting.BULK_BATCH_TIMEOUT),
                    whole(Setting.BULK_BATCH_RETRIES, 0, 1_000),
                    whole(Setting.BULK_UPLOAD_BYTES, 1, 1_000_000_000),
                    whole(Setting.BULK_DAILY_RECORDS, 1, Integer.MAX_VALUE),
                    duration(Setting.BULK_RESULTS_LIFE),
                    whole(Setting.BULK_JOBS, 1, 1_000_000),
                    whole(Setting.BULK_DATA_BYTES, 1, Integer.MAX_VALUE),
                    whole(Setting.BULK_QUERY_PAGE_ROWS, 1, 1_000_000),
                    whole(Setting.BULK_DAILY_BATCHES, 1, Integer.MAX_VALUE),
                    whole(Setting.ASYNC_BATCH_BYTES, 1, 1_000_000_000),
                    whole(Setting.ASYNC_BATCH_RECORDS, 1, 1_000_000));
        }

        private Map<UnverifiedAnswer, Refusal> answers() {
            var answers = new EnumMap<UnverifiedAnswer, Refusal>(UnverifiedAnswer.class);
            for (var entry : text(Setting.ANSWERS).split(";", -1)) {
                if (!entry.isBlank()) {
                    var parts = entry.strip().split("[=:]", 3);
                    if (parts.length != 3) {
                        throw wrong(Setting.ANSWERS, "name=CODE:text, separated by semicolons");
                    }
                    answers.put(answer(parts[0]), new Refusal(parts[1].strip(), parts[2].strip(), List.of()));
                }
            }
            return answers;
        }

        private UnverifiedAnswer answer(String name) {
            try {
                return UnverifiedAnswer.valueOf(
                        name.strip().toUpperCase(Locale.ROOT).replace('-', '_'));
            } catch (IllegalArgumentException unknown) {
                throw wrong(Setting.ANSWERS, "one of " + Arrays.toString(UnverifiedAnswer.values()));
            }
        }

        private String text(Setting setting) {
            return values.getOrDefault(setting, setting.standard());
        }

        private Optional<String> optional(Setting setting) {
            return Optional.of(text(setting)).filter(text -> !text.isBlank());
        }

        private List<String> list(Setting setting) {
            return Arrays.stream(text(setting).split(",", -1))
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .toList();
        }

        private long number(Setting setting) {
            try {
                return Long.parseLong(text(setting));
            } catch (NumberFormatException notANumber) {
                throw wrong(setting, "a whole number");
            }
        }

        private int whole(Setting setting, int minimum, int maximum) {
            long number = number(setting);
            if (number < minimum || number > maximum) {
                throw wrong(setting, minimum + " to " + maximum);
            }
            return (int) number;
        }

        private double decimal(Setting setting, double minimum, double maximum) {
            try {
                double number = Double.parseDouble(text(setting));
                if (number >= minimum && number <= maximum) {
                    return number;
                }
            } catch (NumberFormatException notANumber) {
                // Refused below, in the same words as a number out of range.
            }
            throw wrong(setting, "a number from " + (long) minimum + " to " + (long) maximum);
        }

        private boolean truth(Setting setting) {
            return switch (text(setting)) {
                case "true" -> true;
                case "false" -> false;
                default -> throw wrong(setting, "true or false");
            };
        }

        private Duration duration(Setting setting) {
            try {
                var duration = Duration.parse(text(setting));
                if (!duration.isNegative()) {
                    return duration;
                }
            } catch (DateTimeParseException notADuration) {
                // Refused below, in the same words as a negative one.
            }
            throw wrong(setting, "a duration such as PT30S");
        }

        /** Numbers by name, as in {@code NA140=5,CS166=0}. */
        private Map<String, Integer> numbers(Setting setting) {
            var numbers = new LinkedHashMap<String, Integer>();
            for (var entry : list(setting)) {
                var parts = entry.split("=", -1);
                try {
                    numbers.put(parts[0].strip(), Integer.parseUnsignedInt(parts[parts.length - 1].strip()));
                } catch (NumberFormatException notANumber) {
                    throw wrong(setting, "name=number, separated by commas");
                }
                if (parts.length != 2) {
                    throw wrong(setting, "name=number, separated by commas");
                }
            }
            return numbers;
        }

        private DurationRange range(Setting minimum, Setting maximum) {
            var shortest = duration(minimum);
            var longest = duration(maximum);
            if (longest.compareTo(shortest) < 0) {
                throw wrong(maximum, "at least the " + shortest + " of " + minimum.flag());
            }
            return new DurationRange(shortest, longest);
        }

        private IllegalArgumentException wrong(Setting setting, String expected) {
            return new IllegalArgumentException(
                    setting.flag() + " is '" + text(setting) + "', but " + expected + " is expected");
        }
    }
}
