#!/usr/bin/env bash
# Build and check a release in ./dist; nothing is uploaded or tagged.
# Usage: tools/release.sh [--skip-tests]. Needs Python 3.11 or newer with venv and pip, and a package index.
set -euo pipefail
cd "$(dirname "$0")/.."

step() { printf '\n== %s\n' "$*"; }

step "The checkout is clean"
if [ -n "$(git status --porcelain)" ]; then
  echo "not committed:" >&2
  git status --short >&2
  exit 1
fi

if [ "${1:-}" != --skip-tests ]; then
  step "Tests and checks"
  .ci/run
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/build"
"$work/build/bin/pip" install --quiet build twine

step "Wheel and source distribution"
rm -rf dist
"$work/build/bin/python" -m build --outdir dist . > "$work/build.log" 2>&1 || { cat "$work/build.log" >&2; exit 1; }
"$work/build/bin/twine" check --strict dist/*

for file in dist/*.whl dist/*.tar.gz; do
  step "$file in an environment of its own"
  rm -rf "$work/venv"
  python3 -m venv "$work/venv"
  "$work/venv/bin/pip" install --quiet "$file"
  (
    cd "$work"
    venv/bin/stalinfacts --version -v
    venv/bin/stalinfacts validate
    venv/bin/stalinfacts search "great purge" -n 1
    venv/bin/stalinfacts year 1937 -f ids | wc -l
  )
done

step "What was made"
(cd dist && sha256sum ./*)
version=$("$work/venv/bin/python" -c 'import stalinfacts; print(stalinfacts.__version__)')
cat <<END

Left to do by hand: the date of $version in CHANGELOG.md, then
  git tag v$version && git push --tags
  twine upload dist/*
END
