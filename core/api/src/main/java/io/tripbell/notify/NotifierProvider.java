// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notify;

/**
 * Makes notifiers of one type. Found through {@code ServiceLoader}: a public class with a public constructor without
 * parameters, named in {@code META-INF/services/io.tripbell.notify.NotifierProvider} and in the module's {@code provides}.
 * Thread-safe; its constructor does nothing.
 */
public interface NotifierProvider {

    /** What there is to know of this type; the same at each call. */
    NotifierDescriptor descriptor();

    /**
     * A notifier for one channel. Opens no connection and reads no secret.
     *
     * @param settings the channel's configuration, already checked against the descriptor
     * @param context what the engine hands in
     * @throws io.tripbell.definition.DefinitionException naming every value that the descriptor alone could not refuse
     */
    Notifier create(NotifierSettings settings, NotifierContext context);
}
