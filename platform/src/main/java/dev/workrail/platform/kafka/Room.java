package dev.workrail.platform.kafka;

import java.util.function.BooleanSupplier;

/// Where records of a share group go once they are taken. Thread-safe where several members share
/// it.
public interface Room {
    /// Keeps room for one record.
    ///
    /// @return false where there is none
    boolean reserve();

    /// Gives back room that was kept and for which no record was accepted.
    void giveBack();

    /// Room for a single member, which so needs nothing kept.
    static Room where(BooleanSupplier hasRoom) {
        return new Room() {
            @Override
            public boolean reserve() {
                return hasRoom.getAsBoolean();
            }

            @Override
            public void giveBack() {}
        };
    }
}
