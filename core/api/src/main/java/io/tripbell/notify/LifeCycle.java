// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notify;

/** What a service makes of an incident's end. */
public enum LifeCycle {
    /** Each message stands alone; a resolution is sent only where an automation asks for it. */
    NONE,
    /** Messages of one incident are threaded or updated; a resolution is sent only where an automation asks for it. */
    THREADS,
    /** The service has incidents of its own: the engine sends the resolution by itself. */
    RESOLVES
}
