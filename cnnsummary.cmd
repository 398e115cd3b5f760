@echo off
rem Runs cnnsummary from this checkout, once "mvn package" has built it. Needs a JDK 25 or newer in JAVA_HOME or on the PATH.
setlocal
set "root=%~dp0"
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
if not exist "%root%cli\target\lib" (
  echo cnnsummary: is not built: run "mvn package" first 1>&2
  exit /b 2
)
set "options=-XX:+UseSerialGC -XX:TieredStopAtLevel=1"
for %%c in (verify run bench repl export) do if "%~1"=="%%c" set "options=--add-modules jdk.incubator.vector -XX:+UseParallelGC -XX:MaxRAMPercentage=75"
"%java%" %options% --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow ^
  -cp "%root%cli\target\*;%root%cli\target\lib\*" dev.cnnsummary.cli.Main %*
exit /b %errorlevel%
