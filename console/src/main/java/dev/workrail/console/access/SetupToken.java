package dev.workrail.console.access;

import dev.workrail.console.ConsoleConfig;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.platform.db.TenantTx;
import dev.workrail.platform.problem.ProblemException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;

/// The one-time token that makes the first operator of a fresh deployment.
///
/// While there is no operator, each start makes a new token and forgets the one before. Redeeming
/// it makes the operator's org, its first member and a key.
@Singleton
public final class SetupToken {
    private static final OrgId OPERATORS = ConfigValue.Domain.OPERATOR;

    private final TenantTx transactions;
    private final SetupRows rows;
    private final OrgDirectory orgs;
    private final Newcomers newcomers;
    private final ConsoleConfig config;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public SetupToken(
            TenantTx transactions,
            SetupRows rows,
            OrgDirectory orgs,
            Newcomers newcomers,
            ConsoleConfig config,
            Clock clock) {
        this.transactions = transactions;
        this.rows = rows;
        this.orgs = orgs;
        this.newcomers = newcomers;
        this.config = config;
        this.clock = clock;
    }

    /// Makes a new token, unless the deployment is set up; hands it over as the settings say.
    ///
    /// @return the token, for who starts the process to show
    public Optional<String> offer() throws IOException {
        KeyToken token = KeyToken.make(KeyToken.SETUP, random);
        boolean fresh = transactions.withoutOrg(() -> rows.offer(token.hash(), clock.instant()));
        if (!fresh) {
            return Optional.empty();
        }
        Optional<Path> file = config.setupTokenFile();
        if (file.isPresent()) {
            write(file.get(), token);
        }
        return Optional.of(token.text());
    }

    /// Makes the first operator.
    ///
    /// @param alongside what else is to be done in the transaction, given the member's id
    /// @throws ProblemException 401 where the token is not the one on offer
    public ApiKeys.Issued redeem(String token, String name, Consumer<String> alongside) {
        byte[] hash = new KeyToken(token).hash();
        ApiKeys.Issued issued =
                transactions.call(
                        OPERATORS,
                        () -> {
                            byte[] offered = rows.lockOffered().orElse(new byte[0]);
                            if (!MessageDigest.isEqual(offered, hash)) {
                                throw ProblemException.unauthorized(
                                        "the set-up token is not the one that the last start"
                                                + " printed, or it was used");
                            }
                            rows.redeem(clock.instant());
                            orgs.enter(OPERATORS, "Operators");
                            ApiKeys.Issued first =
                                    newcomers.first(OPERATORS, name, OrgRole.OPERATOR);
                            alongside.accept(first.key().member());
                            return first;
                        });
        removeFile();
        return issued;
    }

    private static void write(Path file, KeyToken token) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.deleteIfExists(file);
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, token.text() + "\n", StandardOpenOption.WRITE);
    }

    private void removeFile() {
        config.setupTokenFile()
                .ifPresent(file -> {
                    try {
                        Files.deleteIfExists(file);
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                });
    }
}
