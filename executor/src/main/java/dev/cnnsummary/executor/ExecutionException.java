package dev.cnnsummary.executor;

/** A network that cannot be run as asked; the message says why and where. */
public final class ExecutionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ExecutionException(String message) {
    super(message);
  }

  public ExecutionException(String message, Throwable cause) {
    super(message, cause);
  }
}
