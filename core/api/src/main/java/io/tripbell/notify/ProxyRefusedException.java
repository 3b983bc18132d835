// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notify;

import java.io.IOException;

/** The host's egress proxy did not make a connection; no byte of a request was sent. The text repeats nothing that it said. */
public final class ProxyRefusedException extends IOException {
    private static final long serialVersionUID = 1;

    private final String code;
    private final boolean byConfiguration;

    ProxyRefusedException(String code, String text, boolean byConfiguration) {
        super(text);
        this.code = code;
        this.byConfiguration = byConfiguration;
    }

    /** Stable across releases: {@code PROXY_LOGIN_REFUSED}, {@code PROXY_REFUSED} or {@code PROXY_FAILED}. */
    public String code() {
        return code;
    }

    /** Whether only a change of configuration, here or at the proxy, mends it. */
    public boolean isByConfiguration() {
        return byConfiguration;
    }
}
