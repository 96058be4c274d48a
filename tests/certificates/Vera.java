// Judges PDF files with veraPDF, all of them in one run, since starting Java is what takes long.
// Arguments: flavours parted by commas ("3a,ua1"), then the files.
// Writes one line for each file and flavour: file, flavour, then each clause that is not met, parted by tabs.
import java.io.File;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.VeraPDFFoundry;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;

public class Vera {
  public static void main(String[] arguments) throws Exception {
    Logger.getLogger("").setLevel(Level.OFF);
    VeraGreenfieldFoundryProvider.initialise();
    VeraPDFFoundry foundry = Foundries.defaultInstance();
    for (int at = 1; at < arguments.length; at++)
      for (String name : arguments[0].split(",")) System.out.println(judged(foundry, arguments[at], name));
  }

  private static String judged(VeraPDFFoundry foundry, String file, String name) throws Exception {
    PDFAFlavour flavour = PDFAFlavour.byFlavourId(name);
    if (flavour == PDFAFlavour.NO_FLAVOUR) throw new IllegalArgumentException("no flavour is called " + name);
    TreeSet<String> failed = new TreeSet<>();
    try (PDFAParser parser = foundry.createParser(new File(file), flavour);
        PDFAValidator validator = foundry.createValidator(flavour, 10000, false, true, false)) {
      ValidationResult result = validator.validate(parser);
      result.getFailedChecks().keySet().forEach(rule -> failed.add(rule.getClause() + " t" + rule.getTestNumber()));
      if (!result.isCompliant() && failed.isEmpty()) failed.add("unknown");
    }
    return file + "\t" + name + (failed.isEmpty() ? "" : "\t" + String.join("\t", failed));
  }
}
