import re
import subprocess

import pytest

from chasqui.stack.places import REPOSITORY

DOCS = REPOSITORY / "docs"
FOLDERS = {"database", "funcionalidad", "modelos", "complementarios"}
NAME = re.compile(r"[A-Z][A-Za-z]*_[A-Z][A-Za-z0-9]*\.md")
SPANISH = re.compile(r"\b(el|la|los|las|de|que|una|con|para|cada)\b")


@pytest.mark.covers("K1", "K2", "K3")
class TestDocuments:
	def test_documents_stand_in_the_guides_folders(self) -> None:
		assert {path.name for path in DOCS.iterdir() if path.is_dir()} <= FOLDERS
		assert [path.name for path in DOCS.iterdir() if path.is_file()] == []

	def test_documents_are_named_type_and_name_in_ascii(self) -> None:
		assert [p.name for p in DOCS.rglob("*.md") if not NAME.fullmatch(p.name)] == []

	def test_documents_are_written_in_spanish(self) -> None:
		for path in [*DOCS.rglob("*.md"), REPOSITORY / "README.md"]:
			words = SPANISH.findall(path.read_text("utf-8").lower())
			assert len(words) > 10, path.name

	def test_models_stand_in_a_subfolder_of_their_kind(self) -> None:
		assert [p.name for p in (DOCS / "modelos").iterdir() if p.is_file()] == []

	def test_links_between_documents_lead_somewhere(self) -> None:
		for path in [*DOCS.rglob("*.md"), REPOSITORY / "README.md", REPOSITORY / "README.en.md"]:
			for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text("utf-8")):
				assert (path.parent / target).exists(), f"{path.name}: {target}"

	def test_what_the_security_guide_cites_exists(self) -> None:
		guide = (DOCS / "complementarios" / "Guia_Seguridad.md").read_text("utf-8")
		cited = re.findall(r"`((?:tests|services|chasqui)/[\w./]+)`", guide)
		assert len(cited) > 40
		assert [path for path in cited if not (REPOSITORY / path).exists()] == []


class TestRepository:
	def test_lock_files_name_no_host(self) -> None:
		listed = subprocess.run(
			["git", "ls-files", "*.lock", "*package-lock.json", "*.npmrc"],
			cwd=REPOSITORY, capture_output=True, text=True, check=True,
		).stdout.splitlines()  # fmt: skip
		assert listed
		for name in listed:
			text = (REPOSITORY / name).read_text("utf-8")
			assert not re.search(r'"resolved"|--(extra-)?index-url|--find-links', text), name


SUBJECT = re.compile(r"[A-Z][A-Za-z]*_[A-Z][A-Za-z0-9]*")


class TestHistory:
	@pytest.mark.covers("K12")
	def test_commits_are_named_module_and_action_and_say_why(self) -> None:
		command = ["git", "log", "--no-merges", "-n", "200", "--format=%s%x1f%b%x1e"]
		log = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True)
		commits = [entry.strip("\n").split("\x1f") for entry in log.stdout.split("\x1e")]
		commits = [commit for commit in commits if commit[0]]
		assert commits
		assert [subject for subject, _ in commits if not SUBJECT.fullmatch(subject)] == []
		assert [subject for subject, body in commits if not body.strip()] == []

	@pytest.mark.covers("K4")
	def test_the_guide_sends_everything_to_the_main_branch(self) -> None:
		assert "rama `main`" in (REPOSITORY / "CONTRIBUTING.md").read_text("utf-8")
