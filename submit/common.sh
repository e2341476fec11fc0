# shellcheck shell=bash
# What the launchers share: where things are, the Java that runs them, and a build that is up to date.
# Sourced after `root` is set to the project's folder.

# The variables are read by the scripts that source this file.
# shellcheck disable=SC2034
readonly assembled_home="${root:?}/submit/target/spark-home"
readonly application_lib="$root/submit/target/lib"
readonly java_options_file="$root/submit/target/java-options"
# What submit/standalone writes there: logs, process ids, the master's address and the secret that it shares.
readonly standalone_folder="${KINESPARK_STANDALONE:-$root/submit/target/standalone}"

die() {
  printf '%s: %s\n' "$(basename "$0")" "$1" >&2
  exit 2
}

# Sets `java` to a JDK 17's, and the locale to one in which it knows all letters of files' names.
find_java() {
  local version
  if [[ -n "${JAVA_HOME-}" ]]; then
    java="$JAVA_HOME/bin/java"
  else
    java="$(command -v java)" || die 'no java found; install a JDK 17 and set JAVA_HOME to it'
  fi
  [[ -x "$java" ]] || die "JAVA_HOME=$JAVA_HOME has no bin/java; set it to a JDK 17"
  version="$("$java" -XshowSettings:properties -version 2>&1)" || die "$java does not run: $version"
  [[ "$version" == *'version "17'* ]] || die "$java is not a JDK 17 but: $("$java" -version 2>&1 | head -n 1)"
  [[ "$version" == *'sun.jnu.encoding = UTF-8'* ]] || use_utf8_locale
}

# Sets the locale to one of UTF-8, of which a machine may have none. Java writes `?` for every letter that is not in
# the locale.
use_utf8_locale() {
  local candidate
  for candidate in C.UTF-8 C.utf8 en_US.UTF-8 $({ locale -a | grep -iE 'utf-?8' | head -n 3; } 2>/dev/null); do
    if env LC_ALL="$candidate" "$java" -XshowSettings:properties -version 2>&1 | grep -qF 'sun.jnu.encoding = UTF-8'; then
      export LC_ALL="$candidate"
      return
    fi
  done
  utf8_locale=none
}

# Ends with the first of the words that Java would take for another one, since this machine has no locale for it.
require_expressible() {
  local word
  [[ "${utf8_locale-}" == none ]] || return 0
  for word in "$@"; do
    if [[ "$word" == *[![:ascii:]]* ]]; then
      die "'$word' has letters outside ASCII, and this machine has no UTF-8 locale for them (locale -a lists none); install one, such as en_US.UTF-8"
    fi
  done
}

# Whether the last build is missing or older than a source.
build_is_stale() {
  local newer
  [[ -f "$java_options_file" ]] || return 0
  newer="$(find "$root/pom.xml" "$root/submit/pom.xml" "$root/submit/templates" "$root/submit/asm6-compat/pom.xml" "$root/submit/spark/pom.xml" \
    "$root"/conf "$root"/{models,preprocessing,spark-jobs,spark-jobs/engine,spark-jobs/engine-bigdl,spark-jobs/verification,submit/guard,submit/json}/{pom.xml,src/main} -newer "$java_options_file" -print -quit)"
  [[ -n "$newer" ]]
}

# Builds the jars where that is needed; KINESPARK_BUILD=never leaves them as they are.
ensure_built() {
  if [[ "${KINESPARK_BUILD-}" == never ]]; then
    [[ -f "$java_options_file" ]] || die "not built, and KINESPARK_BUILD=never: run ./mvnw -DskipTests package in $root"
    return
  fi
  if build_is_stale; then
    mkdir -p "$root/submit/target"
    (
      flock 9
      if build_is_stale; then
        printf 'Building Kinespark ...\n' >&2
        cd "$root"
        ./mvnw -q -DskipTests package >&2 </dev/null
      fi
    ) 9>"$root/submit/target/build.lock" || die 'the build failed'
  fi
}

# Sets `jar` to the one file that a pattern names.
single_jar() {
  local -a found
  found=("$@")
  [[ ${#found[@]} -eq 1 && -f "${found[0]}" ]] || die "expected one jar, found: ${found[*]}; run ./mvnw clean package"
  jar="${found[0]}"
}
