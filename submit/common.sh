# shellcheck shell=bash
# What the launchers share: where things are, the Java that runs them, and a build that is up to date.
# Sourced after `root` is set to the project's folder.

# The variables are read by the scripts that source this file.
# shellcheck disable=SC2034
readonly assembled_home="${root:?}/submit/target/spark-home"
readonly application_lib="$root/submit/target/lib"
readonly java_options_file="$root/submit/target/java-options"

die() {
  printf '%s: %s\n' "$(basename "$0")" "$1" >&2
  exit 2
}

# Sets `java` to a JDK 17's.
find_java() {
  local version
  if [[ -n "${JAVA_HOME-}" ]]; then
    java="$JAVA_HOME/bin/java"
  else
    java="$(command -v java)" || die 'no java found; install a JDK 17 and set JAVA_HOME to it'
  fi
  [[ -x "$java" ]] || die "JAVA_HOME=$JAVA_HOME has no bin/java; set it to a JDK 17"
  version="$("$java" -version 2>&1)" || die "$java does not run: $version"
  [[ "$version" == *'version "17'* ]] || die "$java is not a JDK 17 but: ${version%%$'\n'*}"
}

# Whether the last build is missing or older than a source.
build_is_stale() {
  local newer
  [[ -f "$java_options_file" ]] || return 0
  newer="$(find "$root/pom.xml" "$root/submit/pom.xml" "$root/submit/templates" "$root/submit/asm6-compat/pom.xml" \
    "$root"/conf "$root"/{models,preprocessing,spark-jobs}/{pom.xml,src/main} -newer "$java_options_file" -print -quit)"
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
