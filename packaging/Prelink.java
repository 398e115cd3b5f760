import static java.lang.constant.ConstantDescs.CD_Boolean;
import static java.lang.constant.ConstantDescs.CD_Byte;
import static java.lang.constant.ConstantDescs.CD_Character;
import static java.lang.constant.ConstantDescs.CD_Double;
import static java.lang.constant.ConstantDescs.CD_Float;
import static java.lang.constant.ConstantDescs.CD_Integer;
import static java.lang.constant.ConstantDescs.CD_Long;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_Short;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Makes two jars of those of a folder, the program's and that of its libraries, such that an AOT
 * cache can hold all that they do at their start.
 * A cache of JDK 25 leaves out classes in the format of Java 5, in which picocli is published, and
 * what a {@code switch} over types, or the {@code equals} or {@code hashCode} of a record, links to
 * when it first runs. So older classes get the format of Java 8, and each of those calls finds a
 * method that is there already. Two jars are opened quicker than fifteen, and the second of them
 * only for what is not in the cache. The texts of the zoo stand in a class, and have been read.
 *
 * <p>{@code java Prelink.java FOLDER PROGRAM LIBRARIES}
 */
final class Prelink {
  private static final int JAVA_6 = 50;
  private static final String ZOO = "dev/cnnsummary/specs/zoo";
  private static final String INDEX = "dev/cnnsummary/cli/zoo-index.tsv";
  private static final String INDEX_CLASS = "dev/cnnsummary/cli/ZooIndex.class";
  private static final String ZOO_CLASS = "dev/cnnsummary/specs/Zoo.class";
  private static final String MANIFEST = "META-INF/MANIFEST.MF";
  private static final String SERVICES = "META-INF/services/";
  private static final String VERSIONS = "META-INF/versions/";

  private final Map<String, byte[]> program = new TreeMap<>();
  private final Map<String, byte[]> libraries = new TreeMap<>();
  private final ClassFile classFile =
      ClassFile.of(
          ClassFile.StackMapsOption.STACK_MAPS_WHEN_REQUIRED,
          ClassFile.ClassHierarchyResolverOption.of(
              ClassHierarchyResolver.ofResourceParsing(this::open)));

  private Prelink() {}

  public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
    List<Path> jars;
    try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
      jars = files.filter(each -> each.toString().endsWith(".jar")).sorted().toList();
    }
    Prelink prelink = new Prelink();
    for (Path jar : jars) {
      boolean own = jar.getFileName().toString().startsWith("cnnsummary-");
      prelink.add(jar, own ? prelink.program : prelink.libraries);
    }
    prelink.packZoo(jars);
    prelink.write(Path.of(arguments[1]), prelink.program);
    prelink.write(Path.of(arguments[2]), prelink.libraries);
  }

  /** Adds what a jar holds; of classes in several versions, the latest. */
  private void add(Path jar, Map<String, byte[]> content) throws IOException {
    String of = String.valueOf(jar.getFileName()).replaceFirst("-[0-9].*", "");
    try (JarFile file = new JarFile(jar.toFile(), false, ZipFile.OPEN_READ, JarFile.runtimeVersion())) {
      for (JarEntry entry : file.versionedStream().toList()) {
        String name = entry.getName();
        if (entry.isDirectory() || name.endsWith("module-info.class") || name.startsWith(VERSIONS)) {
          continue;
        }
        byte[] bytes;
        try (InputStream in = file.getInputStream(entry)) {
          bytes = in.readAllBytes();
        }
        if (name.startsWith(SERVICES)) {
          content.merge(name, bytes, Prelink::lines);
        } else if (content.putIfAbsent(name, bytes) != null && name.startsWith("META-INF/")) {
          // Another library's licence: what code looks for has a name that only one jar has.
          content.put("META-INF/" + of + name.substring("META-INF".length()), bytes);
        }
      }
    }
  }

  /**
   * Puts the texts of the zoo, and their tokens, into the class that reads them, so that a start
   * neither opens a jar nor reads YAML.
   */
  private void packZoo(List<Path> jars) throws IOException, ReflectiveOperationException {
    Map<String, String> texts = new TreeMap<>();
    Map<String, String> tokens = new TreeMap<>();
    URL[] urls = new URL[jars.size()];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = jars.get(i).toUri().toURL();
    }
    try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
      Class<?> source = loader.loadClass("dev.cnnsummary.specs.spec.Source");
      Constructor<?> make = source.getConstructor(String.class, String.class);
      Method pack =
          loader
              .loadClass("dev.cnnsummary.specs.spec.PackedTokens")
              .getDeclaredMethod("pack", source);
      pack.setAccessible(true);
      for (Map.Entry<String, byte[]> each : program.entrySet()) {
        if (each.getKey().startsWith(ZOO + "/")) {
          String file = each.getKey().substring(ZOO.length() + 1);
          String text = new String(each.getValue(), UTF_8);
          texts.put(file, text);
          if (file.endsWith(".yaml")) {
            tokens.put(file, (String) pack.invoke(null, make.newInstance("zoo/" + file, text)));
          }
        }
      }
    }
    String index = new String(program.remove(INDEX), UTF_8);
    program.keySet().removeIf(name -> name.startsWith(ZOO + "/"));
    transform(ZOO_CLASS, answering("text", texts));
    transform(ZOO_CLASS, answering("tokens", tokens));
    transform(INDEX_CLASS, answering("text", Map.of(Path.of(INDEX).getFileName().toString(), index)));
  }

  private void transform(String file, ClassTransform change) {
    program.compute(file, (_, bytes) -> classFile.transformClass(classFile.parse(bytes), change));
  }

  /** Makes a method of a name answer from a map, or with null. */
  private static ClassTransform answering(String method, Map<String, String> answers) {
    return ClassTransform.transformingMethods(
        model -> model.methodName().equalsString(method),
        (builder, element) -> {
          if (element instanceof CodeModel) {
            builder.withCode(code -> answer(code, answers));
          } else {
            builder.with(element);
          }
        });
  }

  private static void answer(CodeBuilder code, Map<String, String> answers) {
    for (Map.Entry<String, String> each : answers.entrySet()) {
      Label next = code.newLabel();
      code.loadConstant(each.getKey())
          .aload(0)
          .invokevirtual(CD_String, "equals", MethodTypeDesc.of(CD_boolean, CD_Object))
          .ifeq(next)
          .loadConstant(each.getValue())
          .areturn()
          .labelBinding(next);
    }
    code.aconst_null().areturn();
  }

  private static byte[] lines(byte[] first, byte[] second) {
    return (new String(first, UTF_8).stripTrailing() + '\n' + new String(second, UTF_8))
        .getBytes(UTF_8);
  }

  private void write(Path jar, Map<String, byte[]> content) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream out = new ZipOutputStream(file)) {
      out.setLevel(Deflater.BEST_SPEED);
      put(out, MANIFEST, content.remove(MANIFEST));
      for (Map.Entry<String, byte[]> each : content.entrySet()) {
        put(out, each.getKey(), rewritten(each.getKey(), each.getValue()));
      }
    }
  }

  private static void put(ZipOutputStream out, String name, byte[] bytes) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
    out.putNextEntry(entry);
    out.write(bytes);
  }

  /** The class of a name, among those of the folder or of the JDK; null where there is none. */
  private InputStream open(ClassDesc type) {
    String name = type.descriptorString();
    String file = name.substring(1, name.length() - 1) + ".class";
    byte[] bytes = program.getOrDefault(file, libraries.get(file));
    return bytes == null
        ? ClassLoader.getSystemResourceAsStream(file)
        : new ByteArrayInputStream(bytes);
  }

  private byte[] rewritten(String name, byte[] bytes) {
    if (!name.endsWith(".class")) {
      return bytes;
    }
    ClassModel model = classFile.parse(bytes);
    boolean old = model.majorVersion() < JAVA_6;
    boolean linking =
        model.methods().stream()
            .flatMap(method -> method.code().stream())
            .flatMap(CodeModel::elementStream)
            .anyMatch(element -> isTypeSwitch(element) || isOfRecord(element));
    if (!old && !linking) {
      return bytes;
    }
    Links links = new Links(model);
    return classFile.transformClass(
        model,
        ClassTransform.transformingMethodBodies(links.calls())
            .andThen(old ? ofJava8() : ClassTransform.ACCEPT_ALL)
            .andThen(ClassTransform.endHandler(links::define)));
  }

  private static ClassTransform ofJava8() {
    return (builder, element) ->
        builder.with(
            element instanceof ClassFileVersion
                ? ClassFileVersion.of(ClassFile.JAVA_8_VERSION, 0)
                : element);
  }

  /** Whether it is a switch whose labels are types only. */
  private static boolean isTypeSwitch(CodeElement element) {
    return element instanceof InvokeDynamicInstruction call
        && isLinkedBy(call, "java.lang.runtime.SwitchBootstraps")
        && call.name().equalsString("typeSwitch")
        && call.bootstrapArgs().stream()
            .allMatch(label -> label instanceof ClassDesc type && !type.isPrimitive());
  }

  private static boolean isOfRecord(CodeElement element) {
    return element instanceof InvokeDynamicInstruction call
        && isLinkedBy(call, "java.lang.runtime.ObjectMethods")
        && !call.name().equalsString("toString");
  }

  private static boolean isLinkedBy(InvokeDynamicInstruction call, String bootstraps) {
    return call.bootstrapMethod().owner().equals(ClassDesc.of(bootstraps));
  }

  /** What the calls of a class are linked to: methods of its own. */
  private static final class Links {
    private static final ClassDesc OBJECTS = ClassDesc.of(Objects.class.getName());
    private static final MethodTypeDesc SWITCH = MethodTypeDesc.of(CD_int, CD_Object, CD_int);

    private final ClassDesc owner;
    private final boolean isInterface;
    private final Map<List<ConstantDesc>, String> switches = new LinkedHashMap<>();

    Links(ClassModel model) {
      this.owner = model.thisClass().asSymbol();
      this.isInterface = model.flags().has(AccessFlag.INTERFACE);
    }

    CodeTransform calls() {
      return (code, element) -> {
        if (isTypeSwitch(element)) {
          List<ConstantDesc> labels = ((InvokeDynamicInstruction) element).bootstrapArgs();
          String name = switches.computeIfAbsent(labels, _ -> "typeSwitch$" + switches.size());
          code.invokestatic(owner, name, SWITCH, isInterface);
        } else if (isOfRecord(element)) {
          InvokeDynamicInstruction call = (InvokeDynamicInstruction) element;
          List<DirectMethodHandleDesc> fields =
              call.bootstrapArgs().stream()
                  .skip(2)
                  .map(DirectMethodHandleDesc.class::cast)
                  .toList();
          if (call.name().equalsString("hashCode")) {
            hashCode(code, fields);
          } else {
            equals(code, fields);
          }
        } else {
          code.with(element);
        }
      };
    }

    void define(ClassBuilder builder) {
      switches.forEach(
          (labels, name) ->
              builder.withMethodBody(
                  name,
                  SWITCH,
                  ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC,
                  code -> choose(code, labels)));
    }

    /**
     * As {@link java.lang.runtime.SwitchBootstraps#typeSwitch} says: -1 for null, else the first
     * label from the given one on that fits, else the count of labels.
     */
    private static void choose(CodeBuilder code, List<ConstantDesc> labels) {
      Label present = code.newLabel();
      code.aload(0).ifnonnull(present).iconst_m1().ireturn().labelBinding(present);
      for (int i = 0; i < labels.size(); i++) {
        Label next = code.newLabel();
        code.iload(1).loadConstant(i).if_icmpgt(next);
        code.aload(0).instanceOf((ClassDesc) labels.get(i)).ifeq(next);
        code.loadConstant(i).ireturn().labelBinding(next);
      }
      code.loadConstant(labels.size()).ireturn();
    }

    /** As {@link java.lang.runtime.ObjectMethods} makes it; the record is on the stack. */
    private void hashCode(CodeBuilder code, List<DirectMethodHandleDesc> fields) {
      code.pop().iconst_0();
      for (DirectMethodHandleDesc field : fields) {
        code.loadConstant(31).imul();
        ClassDesc type = load(code, 0, field);
        if (type.isPrimitive()) {
          code.invokestatic(box(type), "hashCode", MethodTypeDesc.of(CD_int, type));
        } else {
          code.invokestatic(OBJECTS, "hashCode", MethodTypeDesc.of(CD_int, CD_Object));
        }
        code.iadd();
      }
    }

    /** As {@link java.lang.runtime.ObjectMethods} makes it; both objects are on the stack. */
    private void equals(CodeBuilder code, List<DirectMethodHandleDesc> fields) {
      Label differs = code.newLabel();
      Label done = code.newLabel();
      code.pop2().aload(1).instanceOf(owner).ifeq(differs);
      for (DirectMethodHandleDesc field : fields) {
        load(code, 0, field);
        code.aload(1).checkcast(owner);
        ClassDesc type = field.invocationType().returnType();
        code.getfield(owner, field.methodName(), type);
        if (type.isPrimitive()) {
          code.invokestatic(box(type), "compare", MethodTypeDesc.of(CD_int, type, type)).ifne(differs);
        } else {
          code.invokestatic(OBJECTS, "equals", MethodTypeDesc.of(CD_boolean, CD_Object, CD_Object))
              .ifeq(differs);
        }
      }
      code.iconst_1().goto_(done).labelBinding(differs).iconst_0().labelBinding(done);
    }

    private ClassDesc load(CodeBuilder code, int slot, DirectMethodHandleDesc field) {
      ClassDesc type = field.invocationType().returnType();
      code.aload(slot).getfield(owner, field.methodName(), type);
      return type;
    }

    private static ClassDesc box(ClassDesc primitive) {
      return switch (primitive.descriptorString()) {
        case "Z" -> CD_Boolean;
        case "B" -> CD_Byte;
        case "C" -> CD_Character;
        case "S" -> CD_Short;
        case "I" -> CD_Integer;
        case "J" -> CD_Long;
        case "F" -> CD_Float;
        default -> CD_Double;
      };
    }
  }
}
