// SPDX-License-Identifier: Apache-2.0
package io.tripbell.automation;

import io.tripbell.message.Origin;

/**
 * The host's answer to "is it still so?", asked just before an automation acts on a firing (rule FG4). Asked once for each
 * firing, on a thread of the engine and with a time limit, so it may look things up. Called by several threads at once.
 */
@FunctionalInterface
public interface Confirmation {

    /**
     * Whether what fired is still so. False suppresses everything the firing would do.
     *
     * @param origin what fired, and why
     * @throws Exception when the host cannot say: the automation acts then, and says so
     */
    boolean isStillSo(Origin origin) throws Exception;
}
