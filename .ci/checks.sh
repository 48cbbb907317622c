# shellcheck shell=bash
# How checks are run, timed, counted and cleaned up. Sourced by run, which says what is checked.

readonly minutes_in_all=88
readonly cannot_run=77
passed=0
failed=0
skipped=0

# check 'what must hold' function [arguments]
check() {
  local name=$1 began=$SECONDS verdict
  shift
  printf '\n=== %s\n' "$name"
  "$@"
  case $? in
    0) passed=$((passed + 1)) && verdict='passed' ;;
    "$cannot_run") skipped=$((skipped + 1)) && verdict='SKIPPED' ;;
    *) failed=$((failed + 1)) && verdict='FAILED' ;;
  esac
  printf -- '--- %s: %s (%d s)\n' "$verdict" "$name" $((SECONDS - began)) | tee -a "$work/verdicts"
  [ "$verdict" = passed ]
}

# lacks WHAT: says why a check cannot run.
lacks() {
  echo "Cannot run: $* is missing."
  return "$cannot_run"
}

# has_packages NAME...: Debian packages, of which each has a program of its name; or PROGRAM:PACKAGE. None of their services
# is left running.
has_packages() {
  local name missing=()
  for name; do command -v "${name%:*}" >/dev/null || missing+=("${name#*:}"); done
  [ ${#missing[@]} -eq 0 ] && return 0
  command -v apt-get >/dev/null || lacks "${missing[*]}" || return
  # In runlevel 1 no package starts its service: what runs here is started, and ended, by the tests.
  retried 3 within 120 apt-get update -qq &&
    retried 3 within 240 env RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive \
      apt-get install -y -qq --no-install-recommends "${missing[@]}" >"$work/apt.log" 2>&1 && return 0
  tail -n 5 "$work/apt.log"
  lacks "${missing[*]}"
}

# within SECONDS command: ends it when it takes longer, or when the whole run has no time left.
within() {
  local limit=$1 left=$((minutes_in_all * 60 - SECONDS))
  shift
  timeout --kill-after=15 "$((left < 1 ? 1 : limit < left ? limit : left))" "$@"
  local code=$?
  [ $code -ne 124 ] || echo "'$*' was ended: it took longer than $limit s, or the run longer than $minutes_in_all minutes."
  return $code
}

# retried TIMES command
retried() {
  local times=$1 attempt
  shift
  for attempt in $(seq "$times"); do
    "$@" && return 0
    echo "Attempt $attempt of $times failed: $*"
    sleep $((attempt * 3))
  done
  return 1
}

# until_ready PID LOG condition: looks twice a second for a minute; false when the process ends before.
until_ready() {
  local pid=$1 log=$2 looks=0
  shift 2
  until "$@"; do
    looks=$((looks + 1))
    if [ $looks -gt 120 ] || ! kill -0 "$pid" 2>/dev/null; then
      echo "Not ready ($*). Its last lines:"
      tail "$log"
      return 1
    fi
    sleep 0.5
  done
}

# ends PID: waits for its end, and makes an end after half a minute.
ends() {
  timeout 30 tail --pid="$1" -f /dev/null && wait "$1" && return 0
  local code=$?
  [ $code -eq 124 ] || return $code
  echo "Process $1 still ran after 30 s."
  kill -KILL "$1" 2>/dev/null
  return $code
}

stop() {
  kill -TERM "$1" 2>/dev/null && ends "$1"
}

# What still runs in the background is this shell's own: nothing else is ever killed.
clean_up() {
  local pid
  for pid in $(jobs -pr); do stop "$pid"; done
  cluster_ends >/dev/null 2>&1
  rm -rf "$work"
}

# --- what a check may have left -----------------------------------------------------------------------------------

# Against the list from before the first check: by pid and start time, so that a pid used again is not mistaken.
new_processes() {
  node .ci/processes.mjs >"$work/processes.now"
  diff "$work/processes.before" "$work/processes.now" | grep '^>' >"$work/new"
}

# Repeats in a few lines what stands far above.
summary() {
  printf '\n=== in all\n'
  cat "$work/verdicts"
  [ "$skipped" -eq 0 ] || printf '\n%d checks were SKIPPED; the lines above say why.\n' "$skipped"
  clean_up
  printf '\n%d passed, %d failed\n' "$passed" "$failed"
  [ "$failed" -eq 0 ]
}

work=$(mktemp -d)
trap clean_up EXIT
trap 'exit 130' INT TERM
node .ci/processes.mjs >"$work/processes.before"
