# Makes the clone's own Python environment (.venv) and finds what the tests need. Sourced from the clone's root.
# Nothing here writes outside the clone, except that a Debian system with root is given Chromium, PostgreSQL and its like by
# its own packager.

ENVIRONMENT=.venv
export PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
export PLAYWRIGHT_BROWSERS_PATH="$PWD/$ENVIRONMENT/browsers"

say() { printf '%s\n' "$*" >&2; }
stop() { say "$*"; exit 1; }

# Make .venv hold exactly what a lock file lists; costs nothing when it already does.
make_environment() {
    lock=$1
    stamp="$ENVIRONMENT/installed-$(basename "$lock")"
    cmp -s "$lock" "$stamp" && "$ENVIRONMENT/bin/python" -c '' 2>/dev/null && return
    "$ENVIRONMENT/bin/python" -c 'import pip' 2>/dev/null || create_environment
    say "Installing what $lock lists into $ENVIRONMENT (only when that list has changed)…"
    rm -f "$ENVIRONMENT"/installed-*.txt
    "$ENVIRONMENT/bin/python" -m pip install --quiet --require-hashes -r "$lock" ||
        stop "The packages could not be installed. Is there a way to the Python package index? What pip said stands above."
    cp "$lock" "$stamp"
    # The longer list holds the shorter one.
    [ "$lock" != requirements/dev.txt ] || cp requirements/run.txt "$ENVIRONMENT/installed-run.txt"
}

create_environment() {
    python=$(find_python) || exit 1
    "$python" -c 'import venv, ensurepip' 2>/dev/null || stop "$python cannot make environments: its venv module is" \
        "missing. On Debian or Ubuntu: apt-get install python3-venv. Then start this again."
    rm -rf "$ENVIRONMENT"
    "$python" -m venv "$ENVIRONMENT" || stop "$python could not make the folder $ENVIRONMENT; what it said stands above."
}

find_python() {
    for python in "${PYTHON:-python3}" python3 python3.14 python3.13 python3.12 python3.11; do
        "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$python" && return
    done
    stop "Braid needs Python 3.11 or newer, and found none. On Debian or Ubuntu: apt-get install python3 python3-venv." \
        "Elsewhere, name yours: PYTHON=/where/it/is/python3 $0"
}

# Sets CHROMIUM to a browser that starts, installing one where that is possible; says why not where it is not.
find_chromium() {
    look_for_chromium && return
    install_chromium && look_for_chromium && return
    say "The browser tests are left out: there is no Chromium here, and none could be installed. Install Chromium or" \
        "Google Chrome, or name yours: CHROMIUM=/where/it/is/chromium $0"
    return 1
}

look_for_chromium() {
    for browser in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable \
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" "/Applications/Chromium.app/Contents/MacOS/Chromium"; do
        starts "$browser" && return
    done
    starts "$(playwrights_chromium)"
}

starts() {
    [ -n "$1" ] && "$1" --version >/dev/null 2>&1 || return 1
    CHROMIUM=$(command -v "$1")
    export CHROMIUM
}

playwrights_chromium() {
    "$ENVIRONMENT/bin/python" -c 'from playwright.sync_api import sync_playwright as start
with start() as playwright: print(playwright.chromium.executable_path)' 2>/dev/null
}

install_chromium() {
    say "No Chromium is here for the browser tests; trying to install one…"
    if as_root apt-get --version >/dev/null 2>&1; then
        as_root apt-get update -qq >&2 && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y \
            --no-install-recommends chromium >/dev/null && return
    fi
    "$ENVIRONMENT/bin/playwright" install chromium >&2
}

# Whether PostgreSQL's server is here for the tests, which start one of their own; installs it where that is possible.
find_postgres() {
    look_for_postgres && return
    say "No PostgreSQL server is here for the tests; trying to install one…"
    if as_root apt-get --version >/dev/null 2>&1; then
        as_root apt-get update -qq >&2 && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y \
            --no-install-recommends postgresql >/dev/null && look_for_postgres && return
    fi
    say "The tests on PostgreSQL are left out: there is no server here, and none could be installed. On Debian or Ubuntu:" \
        "apt-get install postgresql. Elsewhere, have its initdb, postgres, pg_dump and pg_restore on the PATH."
    return 1
}

look_for_postgres() {
    command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1
}

# What stands around several nodes: Redis, nginx, Caddy and PgBouncer. Tests start their own and leave out what is not here.
find_neighbours() {
    look_for_neighbours && return
    say "Redis, nginx, Caddy or PgBouncer is not here for the tests; trying to install what is missing…"
    # In this runlevel Debian starts no service that it installs.
    as_root apt-get --version >/dev/null 2>&1 && as_root apt-get update -qq >&2 &&
        as_root env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -qq -y --no-install-recommends \
            redis-server nginx-light caddy pgbouncer >/dev/null
    look_for_neighbours || say "What is still missing of Redis, nginx, Caddy and PgBouncer leaves some tests out. On Debian or" \
        "Ubuntu: apt-get install redis-server nginx caddy pgbouncer."
}

look_for_neighbours() {
    for program in redis-server nginx caddy pgbouncer; do
        PATH="$PATH:/usr/sbin" command -v "$program" >/dev/null || return
    done
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

# Whether Node's own test runner is here; says what is left out when it is not.
has_node() {
    node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)' 2>/dev/null && return
    say "The JavaScript tests are left out: they need Node 18 or newer, and there is none here."
    return 1
}
