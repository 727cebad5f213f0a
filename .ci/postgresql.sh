# A throw-away PostgreSQL on loopback for one run of the tests; to be sourced by bash.
#
#   start_postgresql DIRECTORY   exports TRACKER_TEST_POSTGRESQL
#   stop_postgresql              safe to call at any time

postgresql_data=

# Prints the folder of initdb; empty when the machine has none.
find_postgresql() {
    local found
    if found=$(command -v initdb); then
        dirname "$found"
        return
    fi
    found=$(find /usr/lib/postgresql /usr/local /opt -path '*bin/initdb' 2>/dev/null | sort -V | tail -n 1)
    if [ -n "$found" ]; then dirname "$found"; fi
}

install_postgresql() {
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then as_root=(sudo -n); fi
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql >/dev/null
}

# initdb refuses root: then everything runs as the user that the package makes.
as_postgresql() {
    if [ "$(id -u)" -eq 0 ]; then
        (cd / && runuser -u postgres -- "$@")
    else
        "$@"
    fi
}

free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

start_postgresql() {
    postgresql_bin=$(find_postgresql)
    if [ -z "$postgresql_bin" ]; then
        install_postgresql
        postgresql_bin=$(find_postgresql)
    fi
    if [ -z "$postgresql_bin" ]; then
        echo "PostgreSQL is neither here nor could it be installed" >&2
        return 1
    fi
    local port
    port=$(free_port)
    postgresql_data=$(as_postgresql mktemp -d "${TMPDIR:-/tmp}/tracker-postgresql.XXXXXX")
    as_postgresql "$postgresql_bin/initdb" -D "$postgresql_data/data" -U tracker -A trust -E UTF8 \
        --locale=C --no-sync >/dev/null
    as_postgresql "$postgresql_bin/pg_ctl" -D "$postgresql_data/data" -s -w -t 60 \
        -l "$postgresql_data/log" start -o "-p $port -c listen_addresses=127.0.0.1 \
        -c unix_socket_directories= -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    export TRACKER_TEST_POSTGRESQL="postgresql://tracker@127.0.0.1:$port/postgres"
}

stop_postgresql() {
    if [ -z "$postgresql_data" ]; then return; fi
    as_postgresql "$postgresql_bin/pg_ctl" -D "$postgresql_data/data" -s -m immediate stop || true
    rm -rf "$postgresql_data"
    postgresql_data=
}
