package dev.cnnsummary.cli;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Digits as a hand draws them with a white pen on black, 28 by 28 pixels. */
final class DrawnDigit {
  private static final int SIZE = 28;
  private static final float PEN = 2.4f;

  private DrawnDigit() {}

  static void write(int digit, Path file) throws IOException {
    BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setColor(Color.WHITE);
    pen.setStroke(new BasicStroke(PEN, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    draw(digit, pen);
    pen.dispose();
    ImageIO.write(image, "png", file.toFile());
  }

  private static void draw(int digit, Graphics2D pen) {
    switch (digit) {
      case 0 -> pen.draw(new Ellipse2D.Double(9, 5, 10, 18));
      case 1 -> pen.draw(line(12, 8, 15, 5, 13, 23));
      case 2 -> {
        Path2D two = new Path2D.Double();
        two.moveTo(9, 10);
        two.curveTo(9, 3, 19, 3, 19, 10);
        two.curveTo(19, 14, 12, 18, 9, 22);
        two.lineTo(20, 22);
        pen.draw(two);
      }
      case 3 -> {
        Path2D three = new Path2D.Double();
        three.moveTo(9, 6);
        three.curveTo(20, 3, 20, 13, 13, 13);
        three.curveTo(21, 13, 21, 25, 9, 22);
        pen.draw(three);
      }
      case 4 -> {
        pen.draw(line(11, 5, 8, 15, 19, 15));
        pen.draw(line(18, 5, 17, 23));
      }
      case 5 -> {
        Path2D five = new Path2D.Double();
        five.moveTo(19, 5);
        five.lineTo(11, 5);
        five.lineTo(10, 12);
        five.curveTo(21, 10, 21, 24, 9, 22);
        pen.draw(five);
      }
      case 6 -> {
        Path2D six = new Path2D.Double();
        six.moveTo(16, 5);
        six.curveTo(11, 8, 9, 13, 9, 18);
        pen.draw(six);
        pen.draw(new Ellipse2D.Double(9, 14, 9, 9));
      }
      case 7 -> pen.draw(line(8, 6, 20, 6, 13, 23));
      case 8 -> {
        pen.draw(new Ellipse2D.Double(10, 5, 8, 8));
        pen.draw(new Ellipse2D.Double(9, 13, 10, 10));
      }
      case 9 -> {
        pen.draw(new Ellipse2D.Double(9, 5, 9, 9));
        pen.draw(line(18, 9, 16, 23));
      }
      default -> throw new IllegalArgumentException("no digit: " + digit);
    }
  }

  private static Path2D line(double... points) {
    Path2D line = new Path2D.Double();
    line.moveTo(points[0], points[1]);
    for (int i = 2; i < points.length; i += 2) {
      line.lineTo(points[i], points[i + 1]);
    }
    return line;
  }
}
