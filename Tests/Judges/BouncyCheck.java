// SPDX-License-Identifier: Apache-2.0

import java.io.FileInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.security.cert.CRL;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * Asks Bouncy Castle about a chain, a revocation list and a detached CMS.
 *
 * {@code BouncyCheck SECONDS ROOT SIGNER CRL CMS CONTENT}: prints "chain", "crl" and "cms", each with "good", "revoked"
 * or what is wrong, a line each. The chain is judged at the moment, with the list.
 */
public final class BouncyCheck {
    public static void main(String[] words) throws Exception {
        Security.addProvider(new BouncyCastleProvider());
        Date moment = new Date(Long.parseLong(words[0]) * 1000);
        CertificateFactory factory = CertificateFactory.getInstance("X.509", "BC");
        X509Certificate root = certificate(factory, words[1]);
        X509Certificate signer = certificate(factory, words[2]);
        X509CRL list = (X509CRL) crl(factory, words[3]);
        say("chain", () -> {
            CertPath path = factory.generateCertPath(List.of(signer));
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
            parameters.setRevocationEnabled(true);
            parameters.setDate(moment);
            parameters.addCertStore(CertStore.getInstance("Collection",
                new CollectionCertStoreParameters(List.of(list)), "BC"));
            CertPathValidator.getInstance("PKIX", "BC").validate(path, parameters);
            return true;
        });
        say("crl", () -> {
            list.verify(root.getPublicKey(), "BC");
            return true;
        });
        say("cms", () -> {
            byte[] content = Files.readAllBytes(Path.of(words[5]));
            CMSSignedData signed = new CMSSignedData(
                new CMSProcessableByteArray(content), Files.readAllBytes(Path.of(words[4])));
            List<SignerInformation> signers = List.copyOf(signed.getSignerInfos().getSigners());
            if (signers.size() != 1) return false;
            SignerInformation only = signers.get(0);
            X509CertificateHolder holder = new X509CertificateHolder(signer.getEncoded());
            return only.getSID().match(holder)
                && only.verify(new JcaSimpleSignerInfoVerifierBuilder().setProvider("BC").build(holder));
        });
    }

    private interface Question {
        boolean ask() throws Exception;
    }

    private static void say(String name, Question question) {
        try {
            System.out.println(name + " " + (question.ask() ? "good" : "bad"));
        } catch (Exception exception) {
            String words = String.valueOf(exception.getMessage());
            System.out.println(name + " " + (words.contains("revocation after") ? "revoked" : "bad: " + exception));
        }
    }

    private static X509Certificate certificate(CertificateFactory factory, String path) throws Exception {
        try (FileInputStream stream = new FileInputStream(path)) {
            return (X509Certificate) factory.generateCertificate(stream);
        }
    }

    private static CRL crl(CertificateFactory factory, String path) throws Exception {
        try (FileInputStream stream = new FileInputStream(path)) {
            return factory.generateCRL(stream);
        }
    }
}
