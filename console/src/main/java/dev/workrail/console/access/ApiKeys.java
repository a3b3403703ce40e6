package dev.workrail.console.access;

import dev.workrail.console.audit.Act;
import dev.workrail.console.audit.AuditTrail;
import dev.workrail.contracts.id.Ids;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.platform.db.TenantTx;
import dev.workrail.platform.problem.ProblemCode;
import dev.workrail.platform.problem.ProblemException;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The keys programs call with. A key acts as its member: with their role as it is now, less what
/// the key's scopes leave out. Thread-safe; blocks.
@Singleton
public final class ApiKeys implements IdentitySource {
    private static final String NOUN = "api_key";
    private static final Duration USE_RESOLUTION = Duration.ofMinutes(1);

    private final TenantTx transactions;
    private final ApiKeyRows keys;
    private final CredentialLocator locator;
    private final MemberRows members;
    private final AuditTrail audit;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public ApiKeys(
            TenantTx transactions,
            ApiKeyRows keys,
            CredentialLocator locator,
            MemberRows members,
            AuditTrail audit,
            Clock clock) {
        this.transactions = transactions;
        this.keys = keys;
        this.locator = locator;
        this.members = members;
        this.audit = audit;
        this.clock = clock;
    }

    /// A key as it is made: the only time its secret exists outside its owner's hands.
    public record Issued(ApiKey key, String secret) {}

    /// What a new key is to be.
    ///
    /// @param member whom it acts as
    public record Wanted(
            String member, String name, Set<KeyScope> scopes, @Nullable Instant expiresAt) {}

    @Override
    public Optional<Identity> identify(String bearerToken, @Nullable OrgId org) {
        if (!bearerToken.startsWith(KeyToken.API_KEY)) {
            return Optional.empty();
        }
        byte[] hash = new KeyToken(bearerToken).hash();
        return transactions
                .withoutOrg(() -> locator.locate(hash))
                .flatMap(at -> transactions.call(at.org(), () -> identity(at)));
    }

    private Optional<Identity> identity(CredentialLocator.Located at) {
        Instant now = clock.instant();
        return keys.findByIdOptional(at.id())
                .filter(key -> key.validAt(now))
                .flatMap(key -> {
                    noteUse(key, now);
                    return members.findByIdOptional(key.memberId)
                            .map(member -> identity(at.org(), member.read(), key));
                });
    }

    private static Identity identity(OrgId org, Member member, ApiKeyEntity key) {
        return new Identity(
                org + "/" + member.id(),
                member.name(),
                Map.of(org, member.role()),
                key.limits(),
                Identity.Credential.of(key.keyId));
    }

    private static void noteUse(ApiKeyEntity key, Instant now) {
        if (key.lastUsedAt == null || key.lastUsedAt.plus(USE_RESOLUTION).isBefore(now)) {
            key.lastUsedAt = now;
        }
    }

    /// Makes a key.
    ///
    /// @param grantor the role of whoever asks: a key never acts with more than that
    public Issued issue(OrgId org, Wanted wanted, OrgRole grantor) {
        return transactions.call(org, () -> issueWithin(org, wanted, grantor));
    }

    /// As [#issue], in a transaction of the caller's.
    Issued issueWithin(OrgId org, Wanted wanted, OrgRole grantor) {
        MemberEntity member =
                members.findByIdOptional(wanted.member())
                        .orElseThrow(() ->
                                ProblemException.of(
                                        ProblemCode.UNKNOWN_MEMBER,
                                        "member '%s' does not exist in this org"
                                                .formatted(wanted.member())));
        if (!grantor.covers(member.read().role())) {
            throw ProblemException.forbidden(
                    "a key for a member with role '%s' takes that role or a higher one to make"
                            .formatted(member.role));
        }
        Instant now = clock.instant();
        KeyToken token = KeyToken.make(KeyToken.API_KEY, random);
        ApiKeyEntity key = new ApiKeyEntity();
        key.keyId = Ids.mint("key", now, random);
        key.memberId = member.memberId;
        key.name = wanted.name();
        key.scopes = wanted.scopes().stream().map(KeyScope::toString).toArray(String[]::new);
        key.hint = token.hint();
        key.createdAt = now;
        key.expiresAt = wanted.expiresAt();
        keys.persist(key);
        locator.register(token.hash(), org, key.keyId);
        audit.within(Act.made(NOUN, key.keyId, "create", key.read()));
        return new Issued(key.read(), token.text());
    }

    public List<ApiKey> after(OrgId org, String after, int limit) {
        return transactions.call(
                org, () -> keys.after(after, limit).stream().map(ApiKeyEntity::read).toList());
    }

    /// Ends a key for good; it is refused from now on.
    ///
    /// @throws ProblemException 404 where there is none
    public ApiKey revoke(OrgId org, String keyId) {
        return transactions.call(
                org,
                () -> {
                    ApiKeyEntity key =
                            keys.findByIdOptional(keyId)
                                    .orElseThrow(() ->
                                            ProblemException.notFound(
                                                    "key '%s' does not exist in this org"
                                                            .formatted(keyId)));
                    if (key.revokedAt == null) {
                        ApiKey before = key.read();
                        key.revokedAt = clock.instant();
                        locator.unregister(org, keyId);
                        audit.within(Act.on(NOUN, keyId, "revoke", before, key.read()));
                    }
                    return key.read();
                });
    }
}
