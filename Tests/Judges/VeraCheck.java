// SPDX-License-Identifier: Apache-2.0

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.verapdf.core.VeraPDFException;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.VeraPDFFoundry;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Validates files against one or more flavours ("3a,ua1") in one virtual machine. Prints a line for each file and flavour, and below it each rule
 * that was broken, with how often and where first. Ends with 0 if all conform, 1 if not, 2 if a file could not be judged.
 */
public final class VeraCheck {
    private static int status = 0;

    public static void main(String[] arguments) {
        if (arguments.length < 2) {
            System.err.println("usage: VeraCheck FLAVOUR[,FLAVOUR...] FILE...");
            System.exit(64);
        }
        VeraGreenfieldFoundryProvider.initialise();
        List<String> files = Arrays.asList(arguments).subList(1, arguments.length);
        for (String name : arguments[0].split(",")) {
            PDFAFlavour flavour = PDFAFlavour.byFlavourId(name);
            if (flavour == PDFAFlavour.NO_FLAVOUR) {
                System.err.println("VeraCheck: no flavour " + name);
                System.exit(64);
            }
            for (String file : files) {
                judge(flavour, file);
            }
        }
        System.exit(status);
    }

    private static void judge(PDFAFlavour flavour, String file) {
        VeraPDFFoundry foundry = Foundries.defaultInstance();
        try (InputStream bytes = new FileInputStream(file);
                PDFAParser parser = foundry.createParser(bytes, flavour);
                PDFAValidator validator = foundry.createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            boolean conforms = result.isCompliant() && result.getTotalAssertions() > 0;
            System.out.println((conforms ? "conforms " : "fails ") + flavour.getId() + " " + file);
            if (!conforms) {
                status = Math.max(status, 1);
                explain(result);
            }
        } catch (VeraPDFException | IOException | RuntimeException failure) {
            System.out.println("unreadable " + flavour.getId() + " " + file + ": " + failure);
            status = 2;
        }
    }

    private static void explain(ValidationResult result) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        Map<String, String> first = new LinkedHashMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                String rule = assertion.getRuleId().getClause() + "/" + assertion.getRuleId().getTestNumber();
                counts.merge(rule, 1, Integer::sum);
                first.putIfAbsent(rule, assertion.getMessage() + " [" + assertion.getLocation().getContext() + "]");
            }
        }
        counts.forEach((rule, count) -> System.out.println("  " + rule + " x" + count + ": " + first.get(rule)));
    }
}
