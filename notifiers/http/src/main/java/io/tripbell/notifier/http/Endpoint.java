// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * An address to call. The one parser of this module makes it, so what was checked is what is connected to. Its path and query
 * may be secret: they are never shown. Immutable.
 */
public final class Endpoint {
    private final boolean tls;
    private final String host;
    private final int port;
    private final String path;
    private final String query;
    private final String origin;
    private final String shown;
    private volatile @Nullable HttpUrl okUrl;

    Endpoint(boolean tls, String host, int port, String path, String query) {
        this(tls, host, port, path, query, path.equals("/") && query.isEmpty() ? "/" : "/***");
    }

    private Endpoint(boolean tls, String host, int port, String path, String query, String shownPath) {
        this.tls = tls;
        this.host = host;
        this.port = port;
        this.path = path;
        this.query = query;
        this.origin = originOf(tls, host, port);
        this.shown = origin + shownPath;
    }

    private static String originOf(boolean tls, String host, int port) {
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        boolean usual = port == (tls ? 443 : 80);
        return (tls ? "https://" : "http://") + name + (usual ? "" : ":" + port);
    }

    /**
     * Reads an absolute address strictly: no user-info, no fragment, no blank or control character, a host that is a name of
     * ASCII letters, a dotted quad or a bracketed IPv6 address.
     *
     * @param plainTextAllowed whether {@code http} is accepted besides {@code https}
     * @throws UrlRefusedException naming the rule and showing nothing of the text
     */
    public static Endpoint parse(String url, boolean plainTextAllowed) {
        return new UrlParser(url, plainTextAllowed).parse();
    }

    /** Whether the connection is TLS. */
    public boolean isTls() {
        return tls;
    }

    /** A name in lower case, a dotted quad, or an IPv6 address without brackets. */
    public String host() {
        return host;
    }

    /** 1 to 65535; the scheme's own when the address named none. */
    public int port() {
        return port;
    }

    /** The path as it goes over the wire, with its leading slash; may be secret. */
    public String path() {
        return path;
    }

    /** Scheme, host and, where it is not the scheme's own, the port. Holds no secret. */
    public String origin() {
        return origin;
    }

    /** The same endpoint, shown to people with this in place of its path, such as {@code /services/T***}. */
    public Endpoint showing(String safePath) {
        return new Endpoint(tls, host, port, path, query, safePath);
    }

    /** Path and query as they go over the wire. */
    String target() {
        return query.isEmpty() ? path : path + "?" + query;
    }

    String query() {
        return query;
    }

    /** The same in OkHttp's form; made at the first use and kept, as a channel mostly calls one address. */
    HttpUrl okUrl() {
        HttpUrl made = okUrl;
        if (made == null) okUrl = made = url();
        return made;
    }

    private HttpUrl url() {
        HttpUrl.Builder url = HttpUrl.get(origin).newBuilder().encodedPath(path);
        if (!query.isEmpty()) url.encodedQuery(query);
        return url.build();
    }

    /** The origin and a stand-in for the path, which may be secret. */
    @Override
    public String toString() {
        return shown;
    }
}
