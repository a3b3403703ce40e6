package dev.workrail.delivery.callback;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/// Which addresses may be called. Without leave only those that the public internet routes: not
/// loopback, private, link-local (cloud metadata), shared, reserved or multicast ones, also where
/// an IPv6 address wraps them (IANA special-purpose address registries). Immutable.
public record AddressPolicy(boolean privateAllowed) {
    /// 64:ff9b::/96 (RFC 6052); its last four bytes are an IPv4 address.
    private static final byte[] NAT64 = {0, 0x64, (byte) 0xFF, (byte) 0x9B, 0, 0, 0, 0, 0, 0, 0, 0};

    private static final List<Block> RESERVED_V4 =
            List.of(
                    new Block(0, 0, 8),
                    new Block(10, 0, 8),
                    new Block(100, 64, 10),
                    new Block(127, 0, 8),
                    new Block(169, 254, 16),
                    new Block(172, 16, 12),
                    new Block(192, 0, 0, 24), // protocol assignments
                    new Block(192, 0, 2, 24), // documentation
                    new Block(192, 168, 16),
                    new Block(198, 18, 15),
                    new Block(192, 88, 99, 24), // 6to4 relays
                    new Block(198, 51, 100, 24), // documentation
                    new Block(203, 0, 113, 24),
                    new Block(224, 0, 3));

    /// The first three bytes of a block, and how many bits of them count.
    private record Block(int first, int second, int third, int bits) {
        Block(int first, int second, int bits) {
            this(first, second, 0, bits);
        }

        boolean holds(byte[] address) {
            int there =
                    ((address[0] & 0xFF) << 16) | ((address[1] & 0xFF) << 8) | (address[2] & 0xFF);
            int here = (first << 16) | (second << 8) | third;
            return there >> (24 - bits) == here >> (24 - bits);
        }
    }

    public boolean allows(InetAddress address) {
        return privateAllowed || isPublic(address);
    }

    private static boolean isPublic(InetAddress address) {
        return switch (address) {
            case Inet4Address v4 -> isPublic(v4.getAddress());
            case Inet6Address v6 -> isPublicV6(v6.getAddress());
            default -> false;
        };
    }

    private static boolean isPublic(byte[] v4) {
        return RESERVED_V4.stream().noneMatch(block -> block.holds(v4));
    }

    private static boolean isPublicV6(byte[] v6) {
        int first = ((v6[0] & 0xFF) << 8) | (v6[1] & 0xFF);
        if (first == 0x2002) {
            return isPublic(Arrays.copyOfRange(v6, 2, 6)); // 6to4
        }
        if (Arrays.equals(NAT64, Arrays.copyOf(v6, NAT64.length))) {
            return isPublic(Arrays.copyOfRange(v6, 12, 16));
        }
        // Only 2000::/3 is given out for global unicast; 2001::/23, 2001:db8::/32 and 3fff::/20 in
        // it are not hosts.
        boolean global = (first & 0xE000) == 0x2000;
        boolean special = first == 0x2001 && ((v6[2] & 0xFE) == 0 || documentation(v6));
        boolean example = first == 0x3FFF && (v6[2] & 0xF0) == 0;
        return global && !special && !example;
    }

    private static boolean documentation(byte[] v6) {
        return (v6[2] & 0xFF) == 0x0D && (v6[3] & 0xFF) == 0xB8;
    }

    /// How names become addresses.
    @FunctionalInterface
    public interface Resolver {
        /// By the system's own resolver.
        Resolver SYSTEM = InetAddress::getAllByName;

        InetAddress[] resolve(String host) throws UnknownHostException;
    }
}
