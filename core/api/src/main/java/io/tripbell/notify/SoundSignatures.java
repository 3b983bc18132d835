// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notify;

import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.Certificate;
import java.security.cert.PKIXCertPathChecker;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;

/**
 * Refuses certificates that are signed with SHA-1 or MD5, for which another can be forged (T13). The JVM does so only below the
 * authorities that it brings itself; a trusted certificate's own signature does not matter. Immutable.
 */
final class SoundSignatures extends PKIXCertPathChecker {

    @Override
    public void init(boolean forward) {}

    @Override
    public boolean isForwardCheckingSupported() {
        return true;
    }

    @Override
    public Set<String> getSupportedExtensions() {
        return Set.of();
    }

    @Override
    public void check(Certificate certificate, Collection<String> unresolvedCriticalExtensions)
            throws CertPathValidatorException {
        String algorithm = ((X509Certificate) certificate).getSigAlgName().toUpperCase(Locale.ROOT);
        if (algorithm.startsWith("SHA1") || algorithm.startsWith("MD"))
            throw new CertPathValidatorException(
                    "signed with " + algorithm, null, null, -1, BasicReason.ALGORITHM_CONSTRAINED);
    }
}
