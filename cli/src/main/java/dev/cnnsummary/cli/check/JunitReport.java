package dev.cnnsummary.cli.check;

import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The findings as the XML of test results that systems for continuous integration read. */
public final class JunitReport {
  private JunitReport() {}

  /**
   * The whole text.
   *
   * @param model the name of the suite
   */
  public static String of(String model, List<Finding> findings) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      write(xml, model, findings);
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e); // writing to a string does not fail
    }
    return text.append('\n').toString();
  }

  private static void write(XMLStreamWriter xml, String model, List<Finding> findings)
      throws XMLStreamException {
    long failures = findings.stream().filter(finding -> !finding.isPassed()).count();
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeCharacters("\n");
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", printable("cnnsummary check " + model));
    xml.writeAttribute("tests", Integer.toString(findings.size()));
    xml.writeAttribute("failures", Long.toString(failures));
    xml.writeAttribute("errors", "0");
    for (Finding finding : findings) {
      xml.writeCharacters("\n  ");
      xml.writeStartElement("testcase");
      xml.writeAttribute("classname", printable("cnnsummary." + model));
      xml.writeAttribute("name", finding.name());
      String failure = finding.failure();
      if (failure != null) {
        xml.writeStartElement("failure");
        xml.writeAttribute("message", printable(finding.summary()));
        xml.writeCharacters(printable(failure));
        xml.writeEndElement();
      }
      xml.writeEndElement();
    }
    xml.writeCharacters("\n");
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  /** Without the control characters that XML cannot hold. */
  private static String printable(String text) {
    return text.replaceAll("[\\p{Cntrl}&&[^\t\n]]|[\uD800-\uDFFF\uFFFE\uFFFF]", "\uFFFD");
  }
}
