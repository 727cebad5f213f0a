"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

SEARCH = {
    "sqlite": (
        "CREATE TABLE item_text (item_id INTEGER PRIMARY KEY, said TEXT NOT NULL)",
        "CREATE VIRTUAL TABLE item_search USING fts5(grams, content='', columnsize=0, detail=none, "
        """tokenize="ascii tokenchars '!#$%&()*+,-./:;<=>?@[\\]^_`{|}~'")""",
    ),
    "postgresql": (
        'CREATE TABLE item_text (item_id BIGINT PRIMARY KEY, said TEXT COLLATE "C" NOT NULL,'
        ' grams TEXT[] COLLATE "C" NOT NULL)',
        "CREATE INDEX ix_item_text_grams ON item_text USING gin (grams)",
        # Else a rare word is taken for a frequent one, and looked for in the order of a list, item by item.
        "ALTER TABLE item_text ALTER COLUMN grams SET STATISTICS 300",
    ),
}
"""What finds words in items (`tracker.ledger.search`): no models, made from the items."""


def upgrade() -> None:
    op.create_table(
        "action",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("today", sa.Date(), nullable=False),
        sa.Column("actor", TEXT, nullable=False),
        sa.Column("role", TEXT, nullable=False),
        sa.Column("command", TEXT, nullable=False),
        sa.Column("reason", TEXT, nullable=False),
        sa.Column("target", KEY, nullable=True),
        sa.Column("request", TEXT, nullable=False),
        sa.Column("previous", TEXT, nullable=False),
        sa.Column("hash", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action")),
        sa.UniqueConstraint("request", name=op.f("uq_action_request")),
    )
    op.create_index(op.f("ix_action_today"), "action", ["today"], unique=False)
    op.create_table(
        "campaign",
        sa.Column("name", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("reporting_unit", TEXT, nullable=False),
        sa.Column("number_prefix", TEXT, nullable=False),
        sa.Column("begins", sa.Date(), nullable=True),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.Column("near_days", sa.Integer(), nullable=False),
        sa.Column("imminent_days", sa.Integer(), nullable=False),
        sa.Column("immediate_days", sa.Integer(), nullable=False),
        sa.Column("lag_percent", sa.Integer(), nullable=False),
        sa.Column("review_steps", sa.Integer(), nullable=False),
        sa.Column("publicity_days", sa.Integer(), nullable=False),
        sa.Column("satisfaction_percent", sa.Integer(), nullable=False),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.Column("standards", sa.JSON(), nullable=False),
        sa.Column("is_default", sa.Boolean(), nullable=False),
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign")),
        sa.UniqueConstraint("name", name=op.f("uq_campaign_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "form_round",
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form_round")),
        sa.UniqueConstraint("ordinal", name=op.f("uq_form_round_ordinal")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "number_sequence",
        sa.Column("prefix", TEXT, nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("prefix", "year", name=op.f("pk_number_sequence")),
    )
    op.create_table(
        "reconciliation",
        sa.Column("sha256", TEXT, nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("listed", sa.JSON(), nullable=False),
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reconciliation")),
        sa.UniqueConstraint("sha256", "date", name=op.f("uq_reconciliation_sha256_date")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "sample",
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("seed", TEXT, nullable=False),
        sa.Column("query", TEXT, nullable=False),
        sa.Column("population", sa.Integer(), nullable=False),
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sample")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "saved_view",
        sa.Column("name", TEXT, nullable=False),
        sa.Column("query", TEXT, nullable=False),
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_view")),
        sa.UniqueConstraint("name", name=op.f("uq_saved_view_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "unit",
        sa.Column("name", TEXT, nullable=False),
        sa.Column("parent_id", KEY, nullable=True),
        sa.Column("is_group", sa.Boolean(), nullable=False),
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["unit.id"], name=op.f("fk_unit_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("name", name=op.f("uq_unit_name")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_unit_parent_id"), "unit", ["parent_id"], unique=False)
    op.create_table(
        "aspect",
        sa.Column("campaign_id", KEY, nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("leader", TEXT, nullable=False),
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_aspect_campaign_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aspect")),
        sa.UniqueConstraint("campaign_id", "name", name=op.f("uq_aspect_campaign_id_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "campaign_event",
        sa.Column("campaign_id", KEY, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_campaign_event_campaign_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_event")),
        sa.UniqueConstraint("campaign_id", "name", name=op.f("uq_campaign_event_campaign_id_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "change",
        sa.Column("action_id", KEY, autoincrement=False, nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("table", TEXT, nullable=False),
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("field", TEXT, nullable=False),
        sa.Column("before", TEXT, nullable=True),
        sa.Column("after", TEXT, nullable=True),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_change_action_id")),
        sa.PrimaryKeyConstraint("action_id", "ordinal", name=op.f("pk_change")),
    )
    op.create_index(
        "ix_change_of_whole_item",
        "change",
        ["action_id", "key"],
        unique=False,
        sqlite_where=sa.text("\"table\" = 'item' AND field = '*'"),
        postgresql_where=sa.text("\"table\" = 'item' AND field = '*'"),
    )
    op.create_index(op.f("ix_change_table_key"), "change", ["table", "key"], unique=False)
    op.create_table(
        "consequence",
        sa.Column("campaign_id", KEY, nullable=False),
        sa.Column("unit", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("grounds", sa.JSON(), nullable=False),
        sa.Column("proposed_on", sa.Date(), nullable=False),
        sa.Column("proposed_by", TEXT, nullable=False),
        sa.Column("decision", TEXT, nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_by", TEXT, nullable=False),
        sa.Column("opinion", TEXT, nullable=False),
        sa.Column("document_number", TEXT, nullable=False),
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_consequence_campaign_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consequence")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_consequence_campaign_id"), "consequence", ["campaign_id"], unique=False)
    op.create_table(
        "document",
        sa.Column("campaign_id", KEY, nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("issuer", TEXT, nullable=False),
        sa.Column("date", sa.Date(), nullable=True),
        sa.Column("source_name", TEXT, nullable=False),
        sa.Column("source_sha256", TEXT, nullable=False),
        sa.Column("sha256", TEXT, nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_document_campaign_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint("campaign_id", "sha256", name=op.f("uq_document_campaign_id_sha256")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "duty",
        sa.Column("campaign_id", KEY, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("phrase", TEXT, nullable=False),
        sa.Column("unit", TEXT, nullable=False),
        sa.Column("begins", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_duty_campaign_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty")),
        sa.UniqueConstraint("campaign_id", "name", name=op.f("uq_duty_campaign_id_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "group_member",
        sa.Column("group_id", KEY, nullable=False),
        sa.Column("unit_id", KEY, nullable=False),
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["unit.id"], name=op.f("fk_group_member_group_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_group_member_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_member")),
        sa.UniqueConstraint("group_id", "unit_id", name=op.f("uq_group_member_group_id_unit_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "member",
        sa.Column("login", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("role", TEXT, nullable=False),
        sa.Column("unit_id", KEY, nullable=True),
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_member_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member")),
        sa.UniqueConstraint("login", name=op.f("uq_member_login")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "person",
        sa.Column("name", TEXT, nullable=False),
        sa.Column("unit_id", KEY, nullable=True),
        sa.Column("post", TEXT, nullable=False),
        sa.Column("telephone", TEXT, nullable=False),
        sa.Column("left", sa.Boolean(), nullable=False),
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_person_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("name", "unit_id", name=op.f("uq_person_name_unit_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "survey",
        sa.Column("campaign_id", KEY, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_survey_campaign_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey")),
        sa.UniqueConstraint("campaign_id", "name", name=op.f("uq_survey_campaign_id_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "unit_alias",
        sa.Column("unit_id", KEY, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_alias_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_alias")),
        sa.UniqueConstraint("name", name=op.f("uq_unit_alias_name")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_unit_alias_unit_id"), "unit_alias", ["unit_id"], unique=False)
    op.create_table(
        "unit_form",
        sa.Column("round_id", KEY, nullable=False),
        sa.Column("unit", TEXT, nullable=False),
        sa.Column("token", TEXT, nullable=False),
        sa.Column("digest", TEXT, nullable=False),
        sa.Column("items", sa.Integer(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["form_round.id"], name=op.f("fk_unit_form_round_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_form")),
        sa.UniqueConstraint("token", name=op.f("uq_unit_form_token")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_unit_form_round_id"), "unit_form", ["round_id"], unique=False)
    op.create_index(op.f("ix_unit_form_unit"), "unit_form", ["unit"], unique=False)
    op.create_table(
        "duty_occurrence",
        sa.Column("duty_id", KEY, nullable=False),
        sa.Column("period", TEXT, nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("done_by", TEXT, nullable=False),
        sa.Column("note", TEXT, nullable=False),
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["duty_id"], ["duty.id"], name=op.f("fk_duty_occurrence_duty_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_occurrence")),
        sa.UniqueConstraint("duty_id", "period", name=op.f("uq_duty_occurrence_duty_id_period")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "form_return",
        sa.Column("form_id", KEY, nullable=False),
        sa.Column("file", TEXT, nullable=False),
        sa.Column("sha256", TEXT, nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["form_id"], ["unit_form.id"], name=op.f("fk_form_return_form_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form_return")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_form_return_form_id"), "form_return", ["form_id"], unique=False)
    op.create_table(
        "item",
        sa.Column("campaign_id", KEY, nullable=False),
        sa.Column("number", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("category", TEXT, nullable=False),
        sa.Column("source", TEXT, nullable=False),
        sa.Column("aspect_id", KEY, nullable=True),
        sa.Column("secrecy", TEXT, nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("detail", TEXT, nullable=False),
        sa.Column("target", TEXT, nullable=False),
        sa.Column("type", TEXT, nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("completion", TEXT, nullable=False),
        sa.Column("inference", TEXT, nullable=False),
        sa.Column("term", TEXT, nullable=False),
        sa.Column("classification", TEXT, nullable=False),
        sa.Column("stage_goal", TEXT, nullable=False),
        sa.Column("next_review", sa.Date(), nullable=True),
        sa.Column("stage_done_on", sa.Date(), nullable=True),
        sa.Column("reported", TEXT, nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.Column("reported_by", TEXT, nullable=False),
        sa.Column("unfinished_reason", TEXT, nullable=False),
        sa.Column("next_step", TEXT, nullable=False),
        sa.Column("verified", TEXT, nullable=False),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.Column("verified_by", TEXT, nullable=False),
        sa.Column("verified_note", TEXT, nullable=False),
        sa.Column("note", TEXT, nullable=False),
        sa.Column("private_note", TEXT, nullable=False),
        sa.Column("first_deadline_phrase", TEXT, nullable=True),
        sa.Column("first_deadline_due", sa.Date(), nullable=True),
        sa.Column("extension_count", sa.Integer(), nullable=False),
        sa.Column("registered_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("document_id", KEY, nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("section", sa.JSON(), nullable=False),
        sa.Column("deadline_phrase", TEXT, nullable=True),
        sa.Column("deadline_kind", TEXT, nullable=True),
        sa.Column("deadline_due", sa.Date(), nullable=True),
        sa.Column("deadline_rule", TEXT, nullable=True),
        sa.Column("deadline_confirm", sa.Boolean(), nullable=True),
        sa.Column("deadline_event", TEXT, nullable=True),
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["aspect_id"], ["aspect.id"], name=op.f("fk_item_aspect_id")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_item_campaign_id")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_item_document_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item")),
        sa.UniqueConstraint("number", name=op.f("uq_item_number")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_item_campaign_id_state_deadline_kind_deadline_due"),
        "item",
        ["campaign_id", "state", "deadline_kind", "deadline_due"],
        unique=False,
    )
    op.create_index(
        "ix_item_document_id",
        "item",
        ["document_id"],
        unique=False,
        sqlite_where=sa.text("document_id IS NOT NULL"),
        postgresql_where=sa.text("document_id IS NOT NULL"),
    )
    op.create_index(
        "ix_item_next_review",
        "item",
        ["next_review"],
        unique=False,
        sqlite_where=sa.text("next_review IS NOT NULL"),
        postgresql_where=sa.text("next_review IS NOT NULL"),
    )
    op.create_table(
        "application",
        sa.Column("item_id", KEY, nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("applied_on", sa.Date(), nullable=False),
        sa.Column("applicant", TEXT, nullable=False),
        sa.Column("completion", TEXT, nullable=False),
        sa.Column("inference", TEXT, nullable=False),
        sa.Column("decision", TEXT, nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("reviewer", TEXT, nullable=False),
        sa.Column("opinion", TEXT, nullable=False),
        sa.Column("review_steps", sa.Integer(), nullable=False),
        sa.Column("publicity_days", sa.Integer(), nullable=False),
        sa.Column("satisfaction_percent", sa.Integer(), nullable=False),
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_application_item_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_application_item_id_decision"), "application", ["item_id", "decision"], unique=False
    )
    op.create_table(
        "escalation",
        sa.Column("item_id", KEY, nullable=False),
        sa.Column("unit", TEXT, nullable=False),
        sa.Column("matter", TEXT, nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("raised_by", TEXT, nullable=False),
        sa.Column("answer", TEXT, nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answered_by", TEXT, nullable=False),
        sa.Column("answer_item_id", KEY, nullable=True),
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["answer_item_id"], ["item.id"], name=op.f("fk_escalation_answer_item_id")),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_escalation_item_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_escalation")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_escalation_answer_item_id",
        "escalation",
        ["answer_item_id"],
        unique=False,
        sqlite_where=sa.text("answer_item_id IS NOT NULL"),
        postgresql_where=sa.text("answer_item_id IS NOT NULL"),
    )
    op.create_index(op.f("ix_escalation_item_id"), "escalation", ["item_id"], unique=False)
    op.create_table(
        "extension_request",
        sa.Column("item_id", KEY, nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("asked_by", TEXT, nullable=False),
        sa.Column("reason", TEXT, nullable=False),
        sa.Column("stage_goal", TEXT, nullable=False),
        sa.Column("next_review", sa.Date(), nullable=True),
        sa.Column("previous_phrase", TEXT, nullable=True),
        sa.Column("previous_due", sa.Date(), nullable=True),
        sa.Column("previous_type", TEXT, nullable=False),
        sa.Column("decision", TEXT, nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("approver", TEXT, nullable=False),
        sa.Column("opinion", TEXT, nullable=False),
        sa.Column("deadline_phrase", TEXT, nullable=True),
        sa.Column("deadline_kind", TEXT, nullable=True),
        sa.Column("deadline_due", sa.Date(), nullable=True),
        sa.Column("deadline_rule", TEXT, nullable=True),
        sa.Column("deadline_confirm", sa.Boolean(), nullable=True),
        sa.Column("deadline_event", TEXT, nullable=True),
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_extension_request_item_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extension_request")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_extension_request_item_id_decision"),
        "extension_request",
        ["item_id", "decision"],
        unique=False,
    )
    op.create_table(
        "imported_row",
        sa.Column("item_id", KEY, nullable=False),
        sa.Column("file", TEXT, nullable=False),
        sa.Column("sha256", TEXT, nullable=False),
        sa.Column("sheet", TEXT, nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("number", TEXT, nullable=False),
        sa.Column("said", TEXT, nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("kept", sa.JSON(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_imported_row_item_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imported_row")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_imported_row_item_id"), "imported_row", ["item_id"], unique=False)
    op.create_index(op.f("ix_imported_row_said"), "imported_row", ["said"], unique=False)
    op.create_table(
        "issued_paper",
        sa.Column("item_id", KEY, nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("document_number", TEXT, nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("unit", TEXT, nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_issued_paper_item_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issued_paper")),
        sa.UniqueConstraint(
            "kind", "year", "ordinal", "item_id", name=op.f("uq_issued_paper_kind_year_ordinal_item_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_issued_paper_item_id"), "issued_paper", ["item_id"], unique=False)
    op.create_table(
        "lineage",
        sa.Column("ancestor_id", KEY, nullable=False),
        sa.Column("descendant_id", KEY, nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["ancestor_id"], ["item.id"], name=op.f("fk_lineage_ancestor_id")),
        sa.ForeignKeyConstraint(["descendant_id"], ["item.id"], name=op.f("fk_lineage_descendant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lineage")),
        sa.UniqueConstraint(
            "descendant_id", "ancestor_id", name=op.f("uq_lineage_descendant_id_ancestor_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_lineage_ancestor_id"), "lineage", ["ancestor_id"], unique=False)
    op.create_table(
        "look_back",
        sa.Column("item_id", KEY, nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("result", TEXT, nullable=False),
        sa.Column("finding", TEXT, nullable=False),
        sa.Column("basis", TEXT, nullable=False),
        sa.Column("sample_id", KEY, nullable=True),
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_look_back_item_id")),
        sa.ForeignKeyConstraint(["sample_id"], ["sample.id"], name=op.f("fk_look_back_sample_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_look_back")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_look_back_item_id"), "look_back", ["item_id"], unique=False)
    op.create_table(
        "measure",
        sa.Column("item_id", KEY, nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("standard", TEXT, nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("done_note", TEXT, nullable=False),
        sa.Column("verified", TEXT, nullable=False),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.Column("verified_by", TEXT, nullable=False),
        sa.Column("verified_note", TEXT, nullable=False),
        sa.Column("document_id", KEY, nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("deadline_phrase", TEXT, nullable=True),
        sa.Column("deadline_kind", TEXT, nullable=True),
        sa.Column("deadline_due", sa.Date(), nullable=True),
        sa.Column("deadline_rule", TEXT, nullable=True),
        sa.Column("deadline_confirm", sa.Boolean(), nullable=True),
        sa.Column("deadline_event", TEXT, nullable=True),
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_measure_document_id")),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_measure_item_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_measure_deadline",
        "measure",
        ["deadline_kind", "deadline_due"],
        unique=False,
        sqlite_where=sa.text("deadline_kind IS NOT NULL"),
        postgresql_where=sa.text("deadline_kind IS NOT NULL"),
    )
    op.create_index(
        "ix_measure_document_id",
        "measure",
        ["document_id"],
        unique=False,
        sqlite_where=sa.text("document_id IS NOT NULL"),
        postgresql_where=sa.text("document_id IS NOT NULL"),
    )
    op.create_index(op.f("ix_measure_item_id_ordinal"), "measure", ["item_id", "ordinal"], unique=False)
    op.create_table(
        "opinion",
        sa.Column("campaign_id", KEY, nullable=False),
        sa.Column("source", TEXT, nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("said_by", TEXT, nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("answer", TEXT, nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answered_by", TEXT, nullable=False),
        sa.Column("item_id", KEY, nullable=True),
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_opinion_campaign_id")),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_opinion_item_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opinion")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_opinion_campaign_id"), "opinion", ["campaign_id"], unique=False)
    op.create_index(
        "ix_opinion_item_id",
        "opinion",
        ["item_id"],
        unique=False,
        sqlite_where=sa.text("item_id IS NOT NULL"),
        postgresql_where=sa.text("item_id IS NOT NULL"),
    )
    op.create_table(
        "publicity",
        sa.Column("item_id", KEY, nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("begins", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("place", TEXT, nullable=False),
        sa.Column("objections", TEXT, nullable=False),
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_publicity_item_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publicity")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_publicity_item_id"), "publicity", ["item_id"], unique=False)
    op.create_table(
        "round",
        sa.Column("item_id", KEY, nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("type", TEXT, nullable=False),
        sa.Column("classification", TEXT, nullable=False),
        sa.Column("stage_goal", TEXT, nullable=False),
        sa.Column("next_review", sa.Date(), nullable=True),
        sa.Column("registered_on", sa.Date(), nullable=True),
        sa.Column("first_deadline_phrase", TEXT, nullable=True),
        sa.Column("first_deadline_due", sa.Date(), nullable=True),
        sa.Column("deadline_phrase", TEXT, nullable=True),
        sa.Column("deadline_due", sa.Date(), nullable=True),
        sa.Column("extension_count", sa.Integer(), nullable=False),
        sa.Column("completion", TEXT, nullable=False),
        sa.Column("inference", TEXT, nullable=False),
        sa.Column("reported", TEXT, nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.Column("verified", TEXT, nullable=False),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=False),
        sa.Column("reason", TEXT, nullable=False),
        sa.Column("basis", TEXT, nullable=False),
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_round_item_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round")),
        sa.UniqueConstraint("item_id", "round", name=op.f("uq_round_item_id_round")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "sample_item",
        sa.Column("sample_id", KEY, nullable=False),
        sa.Column("item_id", KEY, nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("grounds", sa.JSON(), nullable=False),
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_sample_item_item_id")),
        sa.ForeignKeyConstraint(["sample_id"], ["sample.id"], name=op.f("fk_sample_item_sample_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sample_item")),
        sa.UniqueConstraint("sample_id", "item_id", name=op.f("uq_sample_item_sample_id_item_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_sample_item_item_id"), "sample_item", ["item_id"], unique=False)
    op.create_table(
        "self_check",
        sa.Column("item_id", KEY, nullable=False),
        sa.Column("matter", TEXT, nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_self_check_item_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_self_check")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_self_check_item_id"), "self_check", ["item_id"], unique=False)
    op.create_table(
        "stage",
        sa.Column("item_id", KEY, nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("goal", TEXT, nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("done_note", TEXT, nullable=False),
        sa.Column("deadline_phrase", TEXT, nullable=True),
        sa.Column("deadline_kind", TEXT, nullable=True),
        sa.Column("deadline_due", sa.Date(), nullable=True),
        sa.Column("deadline_rule", TEXT, nullable=True),
        sa.Column("deadline_confirm", sa.Boolean(), nullable=True),
        sa.Column("deadline_event", TEXT, nullable=True),
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_stage_item_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_stage_item_id_ordinal"), "stage", ["item_id", "ordinal"], unique=False)
    op.create_table(
        "standing",
        sa.Column("campaign_id", KEY, nullable=False),
        sa.Column("item_id", KEY, nullable=False),
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_standing_campaign_id")),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_standing_item_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standing")),
        sa.UniqueConstraint("campaign_id", "item_id", name=op.f("uq_standing_campaign_id_item_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_standing_item_id"), "standing", ["item_id"], unique=False)
    op.create_table(
        "survey_score",
        sa.Column("survey_id", KEY, nullable=False),
        sa.Column("indicator", TEXT, nullable=False),
        sa.Column("item_id", KEY, nullable=True),
        sa.Column("good", sa.Integer(), nullable=False),
        sa.Column("fair", sa.Integer(), nullable=False),
        sa.Column("average", sa.Integer(), nullable=False),
        sa.Column("poor", sa.Integer(), nullable=False),
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_survey_score_item_id")),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_survey_score_survey_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_score")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_survey_score_item_id"), "survey_score", ["item_id"], unique=False)
    op.create_index(op.f("ix_survey_score_survey_id"), "survey_score", ["survey_id"], unique=False)
    op.create_table(
        "amount",
        sa.Column("measure_id", KEY, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("detail", TEXT, nullable=False),
        sa.Column("target", sa.BigInteger(), nullable=True),
        sa.Column("achieved", sa.BigInteger(), nullable=False),
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["measure_id"], ["measure.id"], name=op.f("fk_amount_measure_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amount")),
        sa.UniqueConstraint("measure_id", "kind", "detail", name=op.f("uq_amount_measure_id_kind_detail")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "application_finding",
        sa.Column("application_id", KEY, nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("check", TEXT, nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("answer", TEXT, nullable=False),
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_application_finding_application_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_finding")),
        sa.UniqueConstraint(
            "application_id", "ordinal", name=op.f("uq_application_finding_application_id_ordinal")
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "candidate",
        sa.Column("document_id", KEY, nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("section", sa.JSON(), nullable=False),
        sa.Column("parent", sa.Integer(), nullable=True),
        sa.Column("is_detail", sa.Boolean(), nullable=False),
        sa.Column("target", TEXT, nullable=False),
        sa.Column("checkable", sa.Boolean(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("owners", sa.JSON(), nullable=False),
        sa.Column("missing", sa.JSON(), nullable=False),
        sa.Column("marks", sa.JSON(), nullable=False),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.Column("said", TEXT, nullable=False),
        sa.Column("same_as", sa.Integer(), nullable=True),
        sa.Column("twin_id", KEY, nullable=True),
        sa.Column("twin_number", TEXT, nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("home", TEXT, nullable=False),
        sa.Column("verdict", TEXT, nullable=False),
        sa.Column("reason", TEXT, nullable=False),
        sa.Column("item_id", KEY, nullable=True),
        sa.Column("measure_id", KEY, nullable=True),
        sa.Column("deadline_phrase", TEXT, nullable=True),
        sa.Column("deadline_kind", TEXT, nullable=True),
        sa.Column("deadline_due", sa.Date(), nullable=True),
        sa.Column("deadline_rule", TEXT, nullable=True),
        sa.Column("deadline_confirm", sa.Boolean(), nullable=True),
        sa.Column("deadline_event", TEXT, nullable=True),
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_candidate_document_id")),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_candidate_item_id")),
        sa.ForeignKeyConstraint(["measure_id"], ["measure.id"], name=op.f("fk_candidate_measure_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidate")),
        sa.UniqueConstraint("document_id", "ordinal", name=op.f("uq_candidate_document_id_ordinal")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_candidate_item_id"), "candidate", ["item_id"], unique=False)
    op.create_index(
        "ix_candidate_measure_id",
        "candidate",
        ["measure_id"],
        unique=False,
        sqlite_where=sa.text("measure_id IS NOT NULL"),
        postgresql_where=sa.text("measure_id IS NOT NULL"),
    )
    op.create_index(op.f("ix_candidate_said"), "candidate", ["said"], unique=False)
    op.create_table(
        "evidence",
        sa.Column("item_id", KEY, nullable=False),
        sa.Column("measure_id", KEY, nullable=True),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("sha256", TEXT, nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("note", TEXT, nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column("gist", TEXT, nullable=False),
        sa.Column("added_on", sa.Date(), nullable=False),
        sa.Column("added_by", TEXT, nullable=False),
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_evidence_item_id")),
        sa.ForeignKeyConstraint(["measure_id"], ["measure.id"], name=op.f("fk_evidence_measure_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_evidence_item_id"), "evidence", ["item_id"], unique=False)
    op.create_index(op.f("ix_evidence_measure_id"), "evidence", ["measure_id"], unique=False)
    op.create_index(op.f("ix_evidence_sha256"), "evidence", ["sha256"], unique=False)
    op.create_table(
        "measure_share",
        sa.Column("item_id", KEY, nullable=False),
        sa.Column("measure_id", KEY, nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_measure_share_item_id")),
        sa.ForeignKeyConstraint(["measure_id"], ["measure.id"], name=op.f("fk_measure_share_measure_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure_share")),
        sa.UniqueConstraint("item_id", "measure_id", name=op.f("uq_measure_share_item_id_measure_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_measure_share_measure_id"), "measure_share", ["measure_id"], unique=False)
    op.create_table(
        "owner",
        sa.Column("item_id", KEY, nullable=False),
        sa.Column("measure_id", KEY, nullable=True),
        sa.Column("role", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("unit_id", KEY, nullable=True),
        sa.Column("person_id", KEY, nullable=True),
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_owner_item_id")),
        sa.ForeignKeyConstraint(["measure_id"], ["measure.id"], name=op.f("fk_owner_measure_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_owner_person_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_owner_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_owner")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_owner_item_id_role_ordinal"), "owner", ["item_id", "role", "ordinal"], unique=False
    )
    op.create_index(
        "ix_owner_leading",
        "owner",
        ["item_id", "role", "ordinal", "id", "unit_id", "name"],
        unique=False,
        sqlite_where=sa.text("measure_id IS NULL AND role IN ('lead', 'responsible')"),
        postgresql_where=sa.text("measure_id IS NULL AND role IN ('lead', 'responsible')"),
    )
    op.create_index(
        "ix_owner_measure_id",
        "owner",
        ["measure_id"],
        unique=False,
        sqlite_where=sa.text("measure_id IS NOT NULL"),
        postgresql_where=sa.text("measure_id IS NOT NULL"),
    )
    op.create_index(op.f("ix_owner_name_role"), "owner", ["name", "role"], unique=False)
    op.create_index(
        "ix_owner_person_id",
        "owner",
        ["person_id"],
        unique=False,
        sqlite_where=sa.text("person_id IS NOT NULL"),
        postgresql_where=sa.text("person_id IS NOT NULL"),
    )
    op.create_index(op.f("ix_owner_unit_id_item_id"), "owner", ["unit_id", "item_id"], unique=False)
    op.create_table(
        "progress",
        sa.Column("item_id", KEY, nullable=False),
        sa.Column("measure_id", KEY, nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_progress_item_id")),
        sa.ForeignKeyConstraint(["measure_id"], ["measure.id"], name=op.f("fk_progress_measure_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_progress")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_progress_item_id_on"), "progress", ["item_id", "on"], unique=False)
    op.create_index(
        "ix_progress_measure_id",
        "progress",
        ["measure_id"],
        unique=False,
        sqlite_where=sa.text("measure_id IS NOT NULL"),
        postgresql_where=sa.text("measure_id IS NOT NULL"),
    )
    op.create_table(
        "reconciled_line",
        sa.Column("reconciliation_id", KEY, nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("item_id", KEY, nullable=False),
        sa.Column("measure_id", KEY, nullable=True),
        sa.Column("standing", TEXT, nullable=False),
        sa.Column("promised", TEXT, nullable=False),
        sa.Column("said", TEXT, nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("score", sa.Double(), nullable=True),
        sa.Column("grounds", TEXT, nullable=False),
        sa.Column("deed", TEXT, nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_reconciled_line_item_id")),
        sa.ForeignKeyConstraint(["measure_id"], ["measure.id"], name=op.f("fk_reconciled_line_measure_id")),
        sa.ForeignKeyConstraint(
            ["reconciliation_id"], ["reconciliation.id"], name=op.f("fk_reconciled_line_reconciliation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reconciled_line")),
        sa.UniqueConstraint(
            "reconciliation_id", "ordinal", name=op.f("uq_reconciled_line_reconciliation_id_ordinal")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_reconciled_line_item_id"), "reconciled_line", ["item_id"], unique=False)
    op.create_index(
        "ix_reconciled_line_measure_id",
        "reconciled_line",
        ["measure_id"],
        unique=False,
        sqlite_where=sa.text("measure_id IS NOT NULL"),
        postgresql_where=sa.text("measure_id IS NOT NULL"),
    )
    op.create_table(
        "regulation",
        sa.Column("item_id", KEY, nullable=False),
        sa.Column("measure_id", KEY, nullable=True),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("act", TEXT, nullable=False),
        sa.Column("document_number", TEXT, nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_regulation_item_id")),
        sa.ForeignKeyConstraint(["measure_id"], ["measure.id"], name=op.f("fk_regulation_measure_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_regulation")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_regulation_item_id"), "regulation", ["item_id"], unique=False)
    op.create_index(op.f("ix_regulation_measure_id"), "regulation", ["measure_id"], unique=False)
    op.create_table(
        "reminder",
        sa.Column("key", TEXT, nullable=False),
        sa.Column("item_id", KEY, nullable=False),
        sa.Column("measure_id", KEY, nullable=True),
        sa.Column("unit", TEXT, nullable=False),
        sa.Column("rung", TEXT, nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("document_number", TEXT, nullable=False),
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_reminder_item_id")),
        sa.ForeignKeyConstraint(["measure_id"], ["measure.id"], name=op.f("fk_reminder_measure_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
        sa.UniqueConstraint("key", name=op.f("uq_reminder_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_reminder_item_id"), "reminder", ["item_id"], unique=False)
    op.create_index(
        "ix_reminder_measure_id",
        "reminder",
        ["measure_id"],
        unique=False,
        sqlite_where=sa.text("measure_id IS NOT NULL"),
        postgresql_where=sa.text("measure_id IS NOT NULL"),
    )
    op.create_table(
        "review",
        sa.Column("application_id", KEY, nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("reviewer", TEXT, nullable=False),
        sa.Column("decision", TEXT, nullable=False),
        sa.Column("opinion", TEXT, nullable=False),
        sa.Column("signed_by", TEXT, nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("document_number", TEXT, nullable=False),
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_review_application_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_review_application_id"), "review", ["application_id"], unique=False)
    op.create_table(
        "self_check_answer",
        sa.Column("self_check_id", KEY, nullable=False),
        sa.Column("unit", TEXT, nullable=False),
        sa.Column("result", TEXT, nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("item_id", KEY, nullable=True),
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_self_check_answer_item_id")),
        sa.ForeignKeyConstraint(
            ["self_check_id"], ["self_check.id"], name=op.f("fk_self_check_answer_self_check_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_self_check_answer")),
        sa.UniqueConstraint("self_check_id", "unit", name=op.f("uq_self_check_answer_self_check_id_unit")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_self_check_answer_item_id",
        "self_check_answer",
        ["item_id"],
        unique=False,
        sqlite_where=sa.text("item_id IS NOT NULL"),
        postgresql_where=sa.text("item_id IS NOT NULL"),
    )
    op.create_table(
        "form_answer",
        sa.Column("return_id", KEY, nullable=False),
        sa.Column("item_id", KEY, nullable=False),
        sa.Column("measure_id", KEY, nullable=True),
        sa.Column("progress_id", KEY, nullable=True),
        sa.Column("cell", TEXT, nullable=False),
        sa.Column("value", TEXT, nullable=False),
        sa.Column("origin", TEXT, nullable=False),
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_form_answer_item_id")),
        sa.ForeignKeyConstraint(["measure_id"], ["measure.id"], name=op.f("fk_form_answer_measure_id")),
        sa.ForeignKeyConstraint(["progress_id"], ["progress.id"], name=op.f("fk_form_answer_progress_id")),
        sa.ForeignKeyConstraint(["return_id"], ["form_return.id"], name=op.f("fk_form_answer_return_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form_answer")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_form_answer_item_id"), "form_answer", ["item_id"], unique=False)
    op.create_index(
        "ix_form_answer_measure_id",
        "form_answer",
        ["measure_id"],
        unique=False,
        sqlite_where=sa.text("measure_id IS NOT NULL"),
        postgresql_where=sa.text("measure_id IS NOT NULL"),
    )
    op.create_index(
        "ix_form_answer_progress_id",
        "form_answer",
        ["progress_id"],
        unique=False,
        sqlite_where=sa.text("progress_id IS NOT NULL"),
        postgresql_where=sa.text("progress_id IS NOT NULL"),
    )
    op.create_index(op.f("ix_form_answer_return_id"), "form_answer", ["return_id"], unique=False)
    op.create_table(
        "regulation_check",
        sa.Column("regulation_id", KEY, nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("result", TEXT, nullable=False),
        sa.Column("finding", TEXT, nullable=False),
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["regulation_id"], ["regulation.id"], name=op.f("fk_regulation_check_regulation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_regulation_check")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_regulation_check_regulation_id"), "regulation_check", ["regulation_id"], unique=False
    )
    op.create_index("ix_item_deadline_order", "item", [sa.text("coalesce(deadline_due, '9999-12-31')"), "id"])
    connection = op.get_bind()
    for statement in SEARCH[connection.dialect.name]:
        connection.exec_driver_sql(statement)


def downgrade() -> None:
    for table in ("item_search", "item_text"):
        op.execute(f"DROP TABLE IF EXISTS {table}")
    for table in (
        "regulation_check",
        "form_answer",
        "self_check_answer",
        "review",
        "reminder",
        "regulation",
        "reconciled_line",
        "progress",
        "owner",
        "measure_share",
        "evidence",
        "candidate",
        "application_finding",
        "amount",
        "survey_score",
        "standing",
        "stage",
        "self_check",
        "sample_item",
        "round",
        "publicity",
        "opinion",
        "measure",
        "look_back",
        "lineage",
        "issued_paper",
        "imported_row",
        "extension_request",
        "escalation",
        "application",
        "item",
        "form_return",
        "duty_occurrence",
        "unit_form",
        "unit_alias",
        "survey",
        "person",
        "member",
        "group_member",
        "duty",
        "document",
        "consequence",
        "change",
        "campaign_event",
        "aspect",
        "unit",
        "saved_view",
        "sample",
        "reconciliation",
        "number_sequence",
        "form_round",
        "campaign",
        "action",
    ):
        op.drop_table(table)
