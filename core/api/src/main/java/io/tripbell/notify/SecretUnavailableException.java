// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notify;

import io.tripbell.secret.Secret;

/** A secret cannot be had or cannot be used. Names the secret, never its value. */
public final class SecretUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String code;

    private SecretUnavailableException(String code, Secret secret, String why) {
        super(code + ":" + secret.name() + " " + why);
        this.code = code;
    }

    /** The resolver does not know it, failed or took too long. */
    public static SecretUnavailableException missing(Secret secret, String why) {
        return new SecretUnavailableException("SECRET_UNAVAILABLE", secret, why);
    }

    /** It was found and cannot be sent, such as a token with a line end in it. */
    public static SecretUnavailableException invalid(Secret secret, String why) {
        return new SecretUnavailableException("SECRET_INVALID", secret, why);
    }

    /** {@code SECRET_UNAVAILABLE} or {@code SECRET_INVALID}. */
    public String code() {
        return code;
    }
}
