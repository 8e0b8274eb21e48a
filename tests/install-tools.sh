#!/bin/sh
# The tests that speak to a real directory need OpenLDAP's server and its command-line tools; those of the kiosk need
# sshd ($PACKAGES, $TOOLS).
# Installs them where that is possible (root and apt-get). Else says what to type and what is skipped; with
# CI=true, where nothing may be skipped, it fails.
set -eu

PACKAGES=${PACKAGES:-slapd ldap-utils}
TOOLS=${TOOLS:-slapd slapadd ldapwhoami ldappasswd}
PATH=$PATH:/usr/sbin:/sbin

missing() {
    for tool in $TOOLS; do
        command -v "$tool" >/dev/null 2>&1 || echo "$tool"
    done
}

install() {
    # Debian starts a service that it installs: the tests start their own, on loopback, as they need it.
    policy=/usr/sbin/policy-rc.d
    if [ ! -e "$policy" ]; then
        printf '#!/bin/sh\nexit 101\n' >"$policy"
        chmod 755 "$policy"
        trap 'rm -f "$policy"' EXIT
    fi
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq || true
    # shellcheck disable=SC2086
    apt-get install -y -qq --no-install-recommends $PACKAGES >/dev/null
}

[ -z "$(missing)" ] && exit 0

if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "install-test-tools: installing $PACKAGES" >&2
    install || echo "install-test-tools: apt-get could not install $PACKAGES" >&2
fi

absent=$(missing | tr '\n' ' ')
[ -z "$absent" ] && exit 0

echo "install-test-tools: missing: $absent" >&2
if [ "${CI:-}" = true ]; then
    exit 1
fi
echo "  To have them:  sudo apt-get install $PACKAGES" >&2
echo "  Until then, the tests that need them are skipped." >&2
