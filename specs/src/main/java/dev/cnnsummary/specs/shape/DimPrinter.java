package dev.cnnsummary.specs.shape;

/** How a value is written, in one of two alphabets. */
enum DimPrinter {
  UNICODE("·", "⌊", "⌋"),
  ASCII("*", "floor(", ")");

  private final String times;
  private final String floorOpen;
  private final String floorClose;

  DimPrinter(String times, String floorOpen, String floorClose) {
    this.times = times;
    this.floorOpen = floorOpen;
    this.floorClose = floorClose;
  }

  String print(Dim value) {
    StringBuilder text = new StringBuilder();
    write(value, text);
    return text.toString();
  }

  private void write(Dim value, StringBuilder text) {
    if (value.denominator() == 1) {
      writeSum(value, text);
    } else {
      text.append('(');
      writeSum(value, text);
      text.append(")/(").append(value.denominator()).append(')');
    }
  }

  private void writeSum(Dim value, StringBuilder text) {
    if (value.isConstant()) {
      text.append(value.constant());
      return;
    }
    for (int i = 0; i < value.terms().length; i++) {
      Term term = value.terms()[i];
      if (i > 0 && term.coefficient() > 0) {
        text.append('+');
      }
      write(term, text);
    }
    if (value.constant() != 0) {
      text.append(value.constant() > 0 ? "+" : "").append(value.constant());
    }
  }

  private void write(Term term, StringBuilder text) {
    if (term.coefficient() == -1) {
      text.append('-');
    } else if (term.coefficient() != 1) {
      text.append(term.coefficient()).append(times);
    }
    for (int i = 0; i < term.degree(); i++) {
      if (i > 0) {
        text.append(times);
      }
      write(term.factor(i), text);
    }
  }

  private void write(Atom atom, StringBuilder text) {
    switch (atom) {
      case Symbol(String name) -> text.append(name);
      case FloorQuotient(Dim numerator, long divisor) -> {
        boolean bare = numerator.terms().length == 1 && numerator.constant() == 0;
        text.append(floorOpen).append(bare ? "" : "(");
        writeSum(numerator, text);
        text.append(bare ? "" : ")").append('/').append(divisor).append(floorClose);
      }
      case Extremum extremum -> write(extremum, text);
      case ExactQuotient(Dim numerator, Dim divisor) -> {
        text.append('(');
        writeSum(numerator, text);
        text.append(")/(");
        writeSum(divisor, text);
        text.append(')');
      }
    }
  }

  private void write(Extremum extremum, StringBuilder text) {
    text.append(
        switch (extremum.kind()) {
          case MAX -> "max(";
          case MIN -> "min(";
        });
    for (int i = 0; i < extremum.arguments().size(); i++) {
      if (i > 0) {
        text.append(", ");
      }
      write(extremum.arguments().get(i), text);
    }
    text.append(')');
  }
}
