// SPDX-License-Identifier: Apache-2.0

import com.sun.net.httpserver.HttpServer;
import java.io.FileReader;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Security;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.ess.ESSCertID;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificate;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInfoGenerator;
import org.bouncycastle.cms.SimpleAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/**
 * A timestamp authority for tests that Bouncy Castle plays: with SM2 (identity 1234567812345678), RSA and P-256 keys.
 *
 * {@code BouncyAuthority answer KEY CERTIFICATE SECONDS QUERY DIRECTORY MODE...} writes an answer into the directory for
 * each mode, under its name; {@code BouncyAuthority serve KEY CERTIFICATE SECONDS PORTFILE} answers over HTTP on
 * loopback until its standard input ends. "honest" is what Bouncy Castle's own authority gives; every other mode is an
 * answer, signed in order, that has one thing wrong or odd.
 */
public final class BouncyAuthority {
    private static final ASN1ObjectIdentifier POLICY = new ASN1ObjectIdentifier("1.2.156.9999.1");

    private final PrivateKey key;
    private final X509CertificateHolder certificate;
    private final String algorithm;
    private final ASN1ObjectIdentifier digest;
    private final Date moment;

    private BouncyAuthority(String keyPath, String certificatePath, String seconds) throws Exception {
        try (PEMParser parser = new PEMParser(new FileReader(keyPath))) {
            key = new JcaPEMKeyConverter().setProvider("BC").getPrivateKey((PrivateKeyInfo) parser.readObject());
        }
        try (PEMParser parser = new PEMParser(new FileReader(certificatePath))) {
            certificate = (X509CertificateHolder) parser.readObject();
        }
        AlgorithmIdentifier kind = certificate.getSubjectPublicKeyInfo().getAlgorithm();
        boolean isSM2 = GMObjectIdentifiers.sm2p256v1.equals(kind.getParameters());
        boolean isRSA = PKCSObjectIdentifiers.rsaEncryption.equals(kind.getAlgorithm());
        algorithm = isSM2 ? "SM3withSM2" : isRSA ? "SHA256withRSA" : "SHA256withECDSA";
        digest = isSM2 ? GMObjectIdentifiers.sm3 : NISTObjectIdentifiers.id_sha256;
        moment = new Date(Long.parseLong(seconds) * 1000);
    }

    public static void main(String[] words) throws Exception {
        Security.addProvider(new BouncyCastleProvider());
        BouncyAuthority authority = new BouncyAuthority(words[1], words[2], words[3]);
        if (words[0].equals("serve")) {
            authority.serve(Path.of(words[4]));
            return;
        }
        byte[] query = Files.readAllBytes(Path.of(words[4]));
        for (String mode : Arrays.asList(words).subList(6, words.length)) {
            Files.write(Path.of(words[5], mode), authority.answer(new TimeStampRequest(query), mode));
        }
    }

    private void serve(Path portFile) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try {
                byte[] answer = answer(new TimeStampRequest(exchange.getRequestBody().readAllBytes()), "honest");
                exchange.getResponseHeaders().set("Content-Type", "application/timestamp-reply");
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            } catch (Exception exception) {
                exchange.sendResponseHeaders(500, -1);
            }
            exchange.close();
        });
        server.start();
        Path fresh = Path.of(portFile + ".new");
        Files.writeString(fresh, String.valueOf(server.getAddress().getPort()));
        Files.move(fresh, portFile);
        System.in.readAllBytes();
        server.stop(0);
    }

    private byte[] answer(TimeStampRequest request, String mode) throws Exception {
        if (mode.equals("honest")) {
            TimeStampTokenGenerator tokens = new TimeStampTokenGenerator(
                new JcaSimpleSignerInfoGeneratorBuilder().setProvider("BC").build(algorithm, key, certificate),
                calculator(digest), request.getReqPolicy() == null ? POLICY : request.getReqPolicy());
            tokens.addCertificates(new JcaCertStore(List.of(certificate)));
            tokens.setAccuracySeconds(1);
            Set<ASN1ObjectIdentifier> taken = Set.of(NISTObjectIdentifiers.id_sha256, GMObjectIdentifiers.sm3);
            return new TimeStampResponseGenerator(tokens, taken).generate(request, BigInteger.TEN, moment).getEncoded();
        }
        int code = switch (mode) {
            case "status-mods", "mods-other-policy" -> 1;
            case "status-rejection", "rejection-with-token" -> 2;
            case "status-waiting" -> 3;
            case "status-unknown" -> 9;
            default -> 0;
        };
        ASN1EncodableVector status = vector(new ASN1Integer(code));
        if (code == 2) {
            status.add(new DERSequence(new DERUTF8String("no such service")));
            status.add(new DERBitString(new byte[] {0x00, 0x02}, 0));
        }
        ASN1EncodableVector answer = vector(new DERSequence(status));
        if (!Set.of("status-rejection", "status-waiting", "status-granted-without-token").contains(mode)) {
            answer.add(ASN1Sequence.getInstance(token(request, mode).getEncoded("DER")));
        }
        byte[] bytes = new DERSequence(answer).getEncoded("DER");
        return mode.equals("trailing") ? Arrays.copyOf(bytes, bytes.length + 1) : bytes;
    }

    private byte[] information(TimeStampRequest request, String mode) throws Exception {
        ASN1ObjectIdentifier function = request.getMessageImprintAlgOID();
        byte[] imprint = request.getMessageImprintDigest();
        switch (mode) {
            case "imprint-other" -> imprint[0] ^= 1;
            case "imprint-short" -> imprint = Arrays.copyOf(imprint, 20);
            case "imprint-long" -> imprint = Arrays.copyOf(imprint, 48);
            case "imprint-md5" -> {
                function = PKCSObjectIdentifiers.md5;
                imprint = Arrays.copyOf(imprint, 16);
            }
            case "imprint-sha1" -> {
                function = OIWObjectIdentifiers.idSHA1;
                imprint = Arrays.copyOf(imprint, 20);
            }
            case "imprint-sha512" -> {
                function = NISTObjectIdentifiers.id_sha512;
                imprint = Arrays.copyOf(imprint, 64);
            }
            case "imprint-renamed" -> function =
                function.equals(GMObjectIdentifiers.sm3) ? NISTObjectIdentifiers.id_sha256 : GMObjectIdentifiers.sm3;
            default -> { }
        }
        boolean isOtherPolicy = mode.equals("policy-other") || mode.equals("mods-other-policy");
        ASN1EncodableVector parts = vector(new ASN1Integer(mode.equals("version-2") ? 2 : 1));
        parts.add(isOtherPolicy ? new ASN1ObjectIdentifier("1.2.3.4")
            : request.getReqPolicy() == null ? POLICY : request.getReqPolicy());
        parts.add(new DERSequence(new ASN1Encodable[] {
            new AlgorithmIdentifier(function, DERNull.INSTANCE), new DEROctetString(imprint)}));
        parts.add(new ASN1Integer(7));
        parts.add(new DERGeneralizedTime(moment));
        switch (mode) {
            case "accuracy-empty" -> parts.add(new DERSequence());
            case "accuracy-negative" -> parts.add(new DERSequence(new ASN1Integer(-1)));
            case "accuracy-year" -> parts.add(new DERSequence(new ASN1Integer(40_000_000)));
            case "accuracy-tail" -> parts.add(new DERSequence(new ASN1Encodable[] {
                new ASN1Integer(1), new ASN1Integer(1)}));
            default -> { }
        }
        if (mode.equals("ordering-true")) parts.add(ASN1Boolean.TRUE);
        if (mode.equals("ordering-false")) parts.add(ASN1Boolean.FALSE);
        if (mode.equals("nonce-other")) parts.add(new ASN1Integer(request.getNonce().add(BigInteger.ONE)));
        else if (!mode.equals("nonce-missing")) parts.add(new ASN1Integer(request.getNonce()));
        if (mode.equals("extension-critical")) {
            parts.add(new DERTaggedObject(false, 1, new DERSequence(new DERSequence(new ASN1Encodable[] {
                new ASN1ObjectIdentifier("1.2.3.4"), ASN1Boolean.TRUE, new DEROctetString(new byte[1])}))));
        }
        if (mode.equals("information-tail")) parts.add(new ASN1Integer(1));
        return new DERSequence(parts).getEncoded("DER");
    }

    private CMSSignedData token(TimeStampRequest request, String mode) throws Exception {
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        generator.addSignerInfoGenerator(signer(mode));
        if (mode.equals("two-signers")) generator.addSignerInfoGenerator(signer(mode));
        if (!mode.equals("no-certificate")) generator.addCertificates(new JcaCertStore(List.of(certificate)));
        ASN1ObjectIdentifier type = mode.equals("content-data")
            ? PKCSObjectIdentifiers.data : PKCSObjectIdentifiers.id_ct_TSTInfo;
        return generator.generate(new CMSProcessableByteArray(type, information(request, mode)),
            !mode.equals("detached"));
    }

    private SignerInfoGenerator signer(String mode) throws Exception {
        String used = switch (mode) {
            case "rsa-pss" -> "SHA256WITHRSAANDMGF1";
            case "rsa-sha384" -> "SHA384withRSA";
            case "rsa-sha512" -> "SHA512withRSA";
            case "rsa-sha1" -> "SHA1withRSA";
            case "rsa-md5" -> "MD5withRSA";
            default -> algorithm;
        };
        JcaSimpleSignerInfoGeneratorBuilder builder = new JcaSimpleSignerInfoGeneratorBuilder().setProvider("BC");
        if (mode.equals("no-signed-attributes")) builder.setDirectSignature(true);
        else builder.setSignedAttributeGenerator(new DefaultSignedAttributeTableGenerator(
            new AttributeTable(attributes(mode))));
        if (mode.equals("unsigned-attribute")) {
            builder.setUnsignedAttributeGenerator(new SimpleAttributeTableGenerator(new AttributeTable(
                vector(new Attribute(new ASN1ObjectIdentifier("1.2.3.4"),
                    new DERSet(DERNull.INSTANCE))))));
        }
        return builder.build(used, key, certificate);
    }

    private ASN1EncodableVector attributes(String mode) throws Exception {
        byte[] named = certificate.getEncoded();
        if (mode.equals("certificate-other")) named[named.length - 1] ^= 1;
        Attribute second = new Attribute(PKCSObjectIdentifiers.id_aa_signingCertificateV2, new DERSet(
            new SigningCertificateV2(new ESSCertIDv2[] {
                new ESSCertIDv2(new AlgorithmIdentifier(digest), hash(digest, named))})));
        Attribute first = new Attribute(PKCSObjectIdentifiers.id_aa_signingCertificate, new DERSet(
            new SigningCertificate(new ESSCertID(hash(OIWObjectIdentifiers.idSHA1, named)))));
        return switch (mode) {
            case "certificate-unnamed" -> new ASN1EncodableVector();
            case "certificate-sha1" -> vector(first);
            default -> vector(second);
        };
    }

    private static ASN1EncodableVector vector(ASN1Encodable... parts) {
        ASN1EncodableVector vector = new ASN1EncodableVector();
        for (ASN1Encodable part : parts) vector.add(part);
        return vector;
    }

    private static byte[] hash(ASN1ObjectIdentifier function, byte[] bytes) throws Exception {
        return MessageDigest.getInstance(function.getId(), "BC").digest(bytes);
    }

    private static DigestCalculator calculator(ASN1ObjectIdentifier function) throws Exception {
        return new JcaDigestCalculatorProviderBuilder().setProvider("BC").build().get(new AlgorithmIdentifier(function));
    }
}
