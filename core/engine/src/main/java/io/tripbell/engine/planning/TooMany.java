// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.planning;

import io.tripbell.delivery.Quota;
import io.tripbell.message.Texts;
import io.tripbell.store.QuotaUse;

/**
 * Why a message is not sent although a firing asks for it: its automation has sent as many by this type of channel as it may.
 * Immutable.
 *
 * @param reason for people
 * @param isNews whether it is the first one of its time
 */
public record TooMany(String reason, boolean isNews) {

    static TooMany of(String type, Quota quota, QuotaUse use) {
        String reason = "MESSAGE_CAP: no more than " + quota.most() + " messages by " + type + " within "
                + Texts.duration(quota.within()) + " for one automation, until " + use.until(quota)
                + "; perAutomation(...) on the channel allows more";
        return new TooMany(reason, use.isJustExceeded(quota));
    }
}
