// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import io.tripbell.secret.Secret;

/**
 * Who logs in and with what; the value is revealed at each try. Immutable.
 *
 * @param user the user's name
 * @param secret a password or an access token
 * @param byToken whether it is an access token
 */
record Login(String user, Secret secret, boolean byToken) {

    /** The mechanisms of AUTH that can carry it, the one to try first in front; separated by blanks, as Angus Mail wants them. */
    String mechanisms() {
        return byToken ? "XOAUTH2" : "PLAIN LOGIN";
    }
}
