package dev.workrail.contracts.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.contracts.id.ClaimId;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.id.WorkerId;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.session.EpochFilter.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class EpochFilterTest {
    private static final SessionId SESSION = new SessionId("sess_1");
    private static final OrgId ORG = new OrgId("acme");
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

    @Property
    void shouldLetOneClaimOfAnEpochWin(@ForAll("logs") List<SessionRecord> log) {
        Map<Long, ClaimId> winners = new HashMap<>();
        EpochFilter filter = EpochFilter.START;
        for (SessionRecord record : log) {
            if (filter.verdict(record) == Verdict.CLAIM) {
                SessionRecord.Claimed claim = (SessionRecord.Claimed) record;
                assertThat(winners.put(claim.epoch(), claim.claim())).isNull();
            }
            filter = filter.after(record);
        }
    }

    @Property
    void shouldNeverLetTwoHoldersTakeTurns(@ForAll("logs") List<SessionRecord> log) {
        // What counts is written under epochs that never fall: once a later holder has a say, no
        // earlier one has.
        long last = 0;
        EpochFilter filter = EpochFilter.START;
        for (SessionRecord record : log) {
            if (filter.verdict(record) == Verdict.VALID) {
                long epoch = epochOf(record);
                assertThat(epoch).isGreaterThanOrEqualTo(last).isEqualTo(filter.epoch());
                last = epoch;
            }
            filter = filter.after(record);
        }
    }

    @Property
    void shouldVoidWhatAnyoneButTheWinnerOfTheHighestEpochWrites(
            @ForAll("logs") List<SessionRecord> log) {
        EpochFilter filter = EpochFilter.START;
        List<SessionRecord.Claimed> claims = new ArrayList<>();
        for (SessionRecord record : log) {
            Verdict verdict = filter.verdict(record);
            if (record instanceof SessionRecord.Segment segment) {
                long highest = claims.stream().mapToLong(c -> c.epoch()).max().orElse(-1);
                boolean holder =
                        segment.epoch() == highest
                                && claims.stream()
                                        .filter(claim -> claim.epoch() == highest)
                                        .findFirst()
                                        .orElseThrow()
                                        .claim()
                                        .equals(segment.claim());
                assertThat(verdict).isEqualTo(holder ? Verdict.VALID : Verdict.VOID);
            } else if (record instanceof SessionRecord.Claimed claim) {
                claims.add(claim);
            }
            filter = filter.after(record);
        }
    }

    @Property
    void shouldReadTheSameWhereverAReaderStops(@ForAll("logs") List<SessionRecord> log) {
        EpochFilter whole = EpochFilter.START;
        EpochFilter kept = EpochFilter.START;
        for (SessionRecord record : log) {
            // A reader that stored its filter and started again.
            kept = ContractsJson.read(ContractsJson.write(kept), EpochFilter.class);
            assertThat(kept.verdict(record)).isEqualTo(whole.verdict(record));
            whole = whole.after(record);
            kept = kept.after(record);
        }
    }

    @Property
    void shouldLetEveryFactCountAndNoFactMoveIt(@ForAll("logs") List<SessionRecord> log) {
        EpochFilter filter = EpochFilter.START;
        for (SessionRecord record : log) {
            if (record instanceof SessionRecord.Noted) {
                assertThat(filter.verdict(record)).isEqualTo(Verdict.FACT);
                assertThat(filter.after(record)).isEqualTo(filter);
            }
            filter = filter.after(record);
        }
    }

    @Example
    void shouldVoidAZombiesSegmentAfterTheNewClaim() {
        EpochFilter filter = EpochFilter.START.after(claim(1, "a")).after(claim(2, "b"));

        assertThat(filter.verdict(segment(1, "a"))).isEqualTo(Verdict.VOID);
        assertThat(filter.verdict(segment(2, "a"))).isEqualTo(Verdict.VOID);
        assertThat(filter.verdict(segment(2, "b"))).isEqualTo(Verdict.VALID);
        assertThat(filter.verdict(claim(1, "c"))).isEqualTo(Verdict.VOID);
    }

    @Provide
    Arbitrary<List<SessionRecord>> logs() {
        Arbitrary<Long> epochs = Arbitraries.longs().between(1, 6);
        Arbitrary<String> claims = Arbitraries.of("a", "b", "c");
        Arbitrary<Integer> kinds = Arbitraries.integers().between(0, 5);
        return Combinators.combine(kinds, epochs, claims)
                .as(EpochFilterTest::record)
                .list()
                .ofMaxSize(40);
    }

    private static SessionRecord record(int kind, long epoch, String claim) {
        return switch (kind) {
            case 0, 1 -> claim(epoch, claim);
            case 2, 3 -> segment(epoch, claim);
            case 4 ->
                    new SessionRecord.Released(
                            SESSION, ORG, epoch, new ClaimId(claim), AT, "drained", null);
            default ->
                    new SessionRecord.Noted(
                            SESSION,
                            ORG,
                            "fact_" + epoch,
                            "delivery",
                            AT,
                            new Fact.Opaque("seen", Map.of()));
        };
    }

    private static SessionRecord.Claimed claim(long epoch, String claim) {
        return new SessionRecord.Claimed(
                SESSION, ORG, epoch, new ClaimId(claim), new WorkerId("w"), AT);
    }

    private static SessionRecord.Segment segment(long epoch, String claim) {
        return new SessionRecord.Segment(
                SESSION, ORG, epoch, new ClaimId(claim), AT, List.of(), List.of(), null);
    }

    private static long epochOf(SessionRecord record) {
        return switch (record) {
            case SessionRecord.Segment segment -> segment.epoch();
            case SessionRecord.Released released -> released.epoch();
            default -> throw new IllegalArgumentException(record.kind() + " has no holder");
        };
    }
}
