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
record AddressPolicy(boolean privateAllowed) {
    private static final List<Block> RESERVED_V4 =
            List.of(
                    new Block(0, 0, 8),
                    new Block(10, 0, 8),
                    new Block(100, 64, 10),
                    new Block(127, 0, 8),
                    new Block(169, 254, 16),
                    new Block(172, 16, 12),
                    new Block(192, 168, 16),
                    new Block(198, 18, 15),
                    new Block(224, 0, 3));

    /// The first two bytes of a block, and how many bits of them count.
    private record Block(int first, int second, int bits) {
        boolean holds(byte[] address) {
            int there = ((address[0] & 0xFF) << 8) | (address[1] & 0xFF);
            int here = (first << 8) | second;
            return there >> (16 - bits) == here >> (16 - bits);
        }
    }

    boolean allows(InetAddress address) {
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
        // 192.0.0.0/24 (protocol assignments) and 192.0.2.0/24 (documentation) share two bytes.
        boolean special = (v4[0] & 0xFF) == 192 && v4[1] == 0 && (v4[2] == 0 || v4[2] == 2);
        return !special && RESERVED_V4.stream().noneMatch(block -> block.holds(v4));
    }

    private static boolean isPublicV6(byte[] v6) {
        int first = ((v6[0] & 0xFF) << 8) | (v6[1] & 0xFF);
        if (first == 0x2002) {
            return isPublic(Arrays.copyOfRange(v6, 2, 6)); // 6to4
        }
        if (first == 0x0064 && (v6[2] & 0xFF) == 0xFF && (v6[3] & 0xFF) == 0x9B) {
            return isPublic(Arrays.copyOfRange(v6, 12, 16)); // NAT64
        }
        // Only 2000::/3 is given out for global unicast; 2001::/23 and 2001:db8::/32 are not hosts.
        boolean global = (first & 0xE000) == 0x2000;
        boolean special = first == 0x2001 && ((v6[2] & 0xFE) == 0 || documentation(v6));
        return global && !special;
    }

    private static boolean documentation(byte[] v6) {
        return (v6[2] & 0xFF) == 0x0D && (v6[3] & 0xFF) == 0xB8;
    }

    /// How names become addresses.
    @FunctionalInterface
    interface Resolver {
        /// By the system's own resolver.
        Resolver SYSTEM = InetAddress::getAllByName;

        InetAddress[] resolve(String host) throws UnknownHostException;
    }
}
