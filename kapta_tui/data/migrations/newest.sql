CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL,
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
)

CREATE TABLE event (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	at VARCHAR NOT NULL,
	user VARCHAR NOT NULL,
	verb VARCHAR NOT NULL,
	sentence VARCHAR NOT NULL,
	account_id INTEGER,
	undone INTEGER NOT NULL
)

CREATE TABLE journal_state (
	id INTEGER NOT NULL,
	event_id INTEGER,
	PRIMARY KEY (id)
)

CREATE TABLE playbook_version (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	text VARCHAR NOT NULL,
	labels VARCHAR NOT NULL,
	created_at VARCHAR NOT NULL,
	created_by VARCHAR NOT NULL
)

CREATE TABLE product (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	external_id VARCHAR,
	created_at VARCHAR NOT NULL,
	updated_at VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	name VARCHAR NOT NULL,
	name_folded VARCHAR NOT NULL,
	code VARCHAR,
	family VARCHAR,
	price_minor INTEGER,
	currency VARCHAR NOT NULL,
	description VARCHAR
)

CREATE TABLE user (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	external_id VARCHAR,
	created_at VARCHAR NOT NULL,
	updated_at VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	name VARCHAR NOT NULL,
	name_folded VARCHAR NOT NULL,
	email VARCHAR,
	is_queue BOOLEAN NOT NULL,
	UNIQUE (name_folded)
)

CREATE TABLE account (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	external_id VARCHAR,
	created_at VARCHAR NOT NULL,
	updated_at VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	name VARCHAR NOT NULL,
	name_folded VARCHAR NOT NULL,
	owner_id INTEGER NOT NULL,
	type VARCHAR NOT NULL,
	website VARCHAR,
	description VARCHAR,
	parent_id INTEGER,
	currency VARCHAR,
	satisfaction INTEGER,
	satisfaction_on DATE,
	links VARCHAR,
	is_customer BOOLEAN NOT NULL,
	is_reseller BOOLEAN NOT NULL,
	is_provider BOOLEAN NOT NULL,
	archived BOOLEAN NOT NULL,
	custom JSON NOT NULL, logo VARCHAR,
	FOREIGN KEY(owner_id) REFERENCES user (id) ON DELETE RESTRICT,
	FOREIGN KEY(parent_id) REFERENCES account (id) ON DELETE SET NULL
)

CREATE TABLE change (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	event_id INTEGER NOT NULL,
	tbl VARCHAR NOT NULL,
	row_id INTEGER NOT NULL,
	account_id INTEGER,
	"before" VARCHAR,
	"after" VARCHAR,
	FOREIGN KEY(event_id) REFERENCES event (id) ON DELETE CASCADE
)

CREATE TABLE account_contributor (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	account_id INTEGER NOT NULL,
	user_id INTEGER NOT NULL,
	FOREIGN KEY(account_id) REFERENCES account (id) ON DELETE CASCADE,
	FOREIGN KEY(user_id) REFERENCES user (id) ON DELETE CASCADE,
	UNIQUE (account_id, user_id)
)

CREATE TABLE account_summary (
	account_id INTEGER NOT NULL,
	valid_from DATE NOT NULL,
	valid_until DATE NOT NULL,
	currency VARCHAR NOT NULL,
	contract_value_minor INTEGER NOT NULL,
	other_currencies INTEGER NOT NULL,
	contracts INTEGER NOT NULL,
	contract_expiration DATE,
	nearest_contract_end DATE,
	risk_id INTEGER,
	risk_severity VARCHAR,
	risk_status VARCHAR,
	open_actions INTEGER NOT NULL,
	overdue INTEGER NOT NULL,
	last_contact DATE,
	children INTEGER NOT NULL,
	PRIMARY KEY (account_id),
	FOREIGN KEY(account_id) REFERENCES account (id) ON DELETE CASCADE
)

CREATE TABLE contact (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	external_id VARCHAR,
	created_at VARCHAR NOT NULL,
	updated_at VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	account_id INTEGER NOT NULL,
	name VARCHAR NOT NULL,
	name_folded VARCHAR NOT NULL,
	title VARCHAR,
	role VARCHAR,
	friendliness VARCHAR,
	power VARCHAR,
	email VARCHAR,
	phone VARCHAR,
	reports_to_id INTEGER,
	internal_contact_id INTEGER,
	is_primary BOOLEAN NOT NULL,
	has_left BOOLEAN NOT NULL,
	description VARCHAR,
	custom JSON NOT NULL,
	FOREIGN KEY(account_id) REFERENCES account (id) ON DELETE CASCADE,
	FOREIGN KEY(internal_contact_id) REFERENCES user (id) ON DELETE SET NULL,
	FOREIGN KEY(reports_to_id) REFERENCES contact (id) ON DELETE SET NULL
)

CREATE TABLE contract (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	external_id VARCHAR,
	created_at VARCHAR NOT NULL,
	updated_at VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	account_id INTEGER NOT NULL,
	name VARCHAR NOT NULL,
	name_folded VARCHAR NOT NULL,
	description VARCHAR,
	value_minor INTEGER,
	currency VARCHAR NOT NULL,
	start DATE,
	"end" DATE,
	notice_date DATE,
	auto_renew BOOLEAN NOT NULL,
	is_archived BOOLEAN NOT NULL,
	custom JSON NOT NULL,
	FOREIGN KEY(account_id) REFERENCES account (id) ON DELETE CASCADE
)

CREATE TABLE goal (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	external_id VARCHAR,
	created_at VARCHAR NOT NULL,
	updated_at VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	account_id INTEGER NOT NULL,
	section VARCHAR NOT NULL,
	name VARCHAR NOT NULL,
	name_folded VARCHAR NOT NULL,
	description VARCHAR,
	owner_id INTEGER,
	start DATE,
	due DATE,
	in_customer_report BOOLEAN NOT NULL,
	completed_at DATE,
	position INTEGER NOT NULL,
	source VARCHAR,
	source_id INTEGER, risk_id INTEGER REFERENCES risk (id) ON DELETE SET NULL, status VARCHAR DEFAULT 'not_started' NOT NULL, status_note VARCHAR, percent INTEGER, started_at DATE,
	FOREIGN KEY(account_id) REFERENCES account (id) ON DELETE CASCADE,
	FOREIGN KEY(owner_id) REFERENCES user (id) ON DELETE SET NULL
)

CREATE TABLE opportunity (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	external_id VARCHAR,
	created_at VARCHAR NOT NULL,
	updated_at VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	account_id INTEGER NOT NULL,
	name VARCHAR NOT NULL,
	name_folded VARCHAR NOT NULL,
	description VARCHAR,
	stage VARCHAR NOT NULL,
	probability INTEGER,
	amount_minor INTEGER,
	currency VARCHAR NOT NULL,
	close_date DATE,
	owner_id INTEGER,
	product_id INTEGER,
	custom JSON NOT NULL,
	FOREIGN KEY(account_id) REFERENCES account (id) ON DELETE CASCADE,
	FOREIGN KEY(owner_id) REFERENCES user (id) ON DELETE SET NULL,
	FOREIGN KEY(product_id) REFERENCES product (id) ON DELETE SET NULL
)

CREATE TABLE risk (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	external_id VARCHAR,
	created_at VARCHAR NOT NULL,
	updated_at VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	account_id INTEGER NOT NULL,
	status VARCHAR NOT NULL,
	severity VARCHAR,
	likelihood VARCHAR,
	priority VARCHAR,
	priority_by_hand BOOLEAN NOT NULL,
	assignee_id INTEGER,
	details VARCHAR,
	opened_at DATE NOT NULL,
	closed_at DATE,
	position INTEGER NOT NULL,
	FOREIGN KEY(account_id) REFERENCES account (id) ON DELETE CASCADE,
	FOREIGN KEY(assignee_id) REFERENCES user (id) ON DELETE SET NULL
)

CREATE TABLE objective (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	external_id VARCHAR,
	created_at VARCHAR NOT NULL,
	updated_at VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	account_id INTEGER NOT NULL,
	goal_id INTEGER NOT NULL,
	name VARCHAR NOT NULL,
	name_folded VARCHAR NOT NULL,
	description VARCHAR,
	owner_id INTEGER,
	start DATE,
	due DATE,
	completed_at DATE,
	position INTEGER NOT NULL,
	FOREIGN KEY(account_id) REFERENCES account (id) ON DELETE CASCADE,
	FOREIGN KEY(goal_id) REFERENCES goal (id) ON DELETE CASCADE,
	FOREIGN KEY(owner_id) REFERENCES user (id) ON DELETE SET NULL
)

CREATE TABLE risk_reason (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	account_id INTEGER NOT NULL,
	risk_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	code VARCHAR,
	label VARCHAR NOT NULL,
	FOREIGN KEY(account_id) REFERENCES account (id) ON DELETE CASCADE,
	FOREIGN KEY(risk_id) REFERENCES risk (id) ON DELETE CASCADE
)

CREATE TABLE risk_resolution (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	account_id INTEGER NOT NULL,
	risk_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	code VARCHAR,
	label VARCHAR NOT NULL,
	FOREIGN KEY(account_id) REFERENCES account (id) ON DELETE CASCADE,
	FOREIGN KEY(risk_id) REFERENCES risk (id) ON DELETE CASCADE
)

CREATE TABLE action (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	external_id VARCHAR,
	created_at VARCHAR NOT NULL,
	updated_at VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	account_id INTEGER NOT NULL,
	goal_id INTEGER NOT NULL,
	objective_id INTEGER,
	name VARCHAR NOT NULL,
	name_folded VARCHAR NOT NULL,
	description VARCHAR,
	status VARCHAR NOT NULL,
	status_note VARCHAR,
	percent INTEGER NOT NULL,
	owner_id INTEGER,
	start DATE,
	due DATE,
	started_at DATE,
	completed_at DATE,
	in_customer_report BOOLEAN NOT NULL,
	position INTEGER NOT NULL,
	custom JSON NOT NULL, risk_id INTEGER REFERENCES risk (id) ON DELETE SET NULL, source VARCHAR, source_id INTEGER,
	FOREIGN KEY(account_id) REFERENCES account (id) ON DELETE CASCADE,
	FOREIGN KEY(goal_id) REFERENCES goal (id) ON DELETE CASCADE,
	FOREIGN KEY(objective_id) REFERENCES objective (id) ON DELETE CASCADE,
	FOREIGN KEY(owner_id) REFERENCES user (id) ON DELETE SET NULL
)

CREATE TABLE action_contact (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	account_id INTEGER NOT NULL,
	action_id INTEGER NOT NULL,
	contact_id INTEGER NOT NULL,
	FOREIGN KEY(account_id) REFERENCES account (id) ON DELETE CASCADE,
	FOREIGN KEY(action_id) REFERENCES action (id) ON DELETE CASCADE,
	FOREIGN KEY(contact_id) REFERENCES contact (id) ON DELETE CASCADE
)

CREATE TABLE task (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	external_id VARCHAR,
	created_at VARCHAR NOT NULL,
	updated_at VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	account_id INTEGER NOT NULL,
	action_id INTEGER,
	name VARCHAR NOT NULL,
	name_folded VARCHAR NOT NULL,
	description VARCHAR,
	due DATE,
	assignee_id INTEGER,
	recurrence VARCHAR,
	until VARCHAR,
	done_at DATE,
	position INTEGER NOT NULL, risk_id INTEGER REFERENCES risk (id) ON DELETE SET NULL, source VARCHAR, source_id INTEGER, series_id INTEGER,
	FOREIGN KEY(account_id) REFERENCES account (id) ON DELETE CASCADE,
	FOREIGN KEY(action_id) REFERENCES action (id) ON DELETE CASCADE,
	FOREIGN KEY(assignee_id) REFERENCES user (id) ON DELETE SET NULL
)

CREATE TABLE note (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	external_id VARCHAR,
	created_at VARCHAR NOT NULL,
	updated_at VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	account_id INTEGER NOT NULL,
	text VARCHAR NOT NULL,
	type VARCHAR NOT NULL,
	date DATE NOT NULL,
	author_id INTEGER,
	risk_id INTEGER,
	action_id INTEGER,
	task_id INTEGER,
	FOREIGN KEY(account_id) REFERENCES account (id) ON DELETE CASCADE,
	FOREIGN KEY(action_id) REFERENCES action (id) ON DELETE SET NULL,
	FOREIGN KEY(author_id) REFERENCES user (id) ON DELETE SET NULL,
	FOREIGN KEY(risk_id) REFERENCES risk (id) ON DELETE SET NULL,
	FOREIGN KEY(task_id) REFERENCES task (id) ON DELETE SET NULL
)

CREATE TABLE note_contact (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	account_id INTEGER NOT NULL,
	note_id INTEGER NOT NULL,
	contact_id INTEGER NOT NULL,
	FOREIGN KEY(account_id) REFERENCES account (id) ON DELETE CASCADE,
	FOREIGN KEY(contact_id) REFERENCES contact (id) ON DELETE CASCADE,
	FOREIGN KEY(note_id) REFERENCES note (id) ON DELETE CASCADE
)

CREATE TABLE account_product (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	account_id INTEGER NOT NULL,
	product_id INTEGER NOT NULL,
	FOREIGN KEY(account_id) REFERENCES account (id) ON DELETE CASCADE,
	FOREIGN KEY(product_id) REFERENCES product (id) ON DELETE CASCADE,
	UNIQUE (account_id, product_id)
)

CREATE TABLE document (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	external_id VARCHAR,
	created_at VARCHAR NOT NULL,
	updated_at VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	account_id INTEGER NOT NULL,
	name VARCHAR NOT NULL,
	name_folded VARCHAR NOT NULL,
	path VARCHAR NOT NULL,
	description VARCHAR,
	checksum VARCHAR,
	size INTEGER,
	FOREIGN KEY(account_id) REFERENCES account (id) ON DELETE CASCADE
)

CREATE TABLE metric (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	external_id VARCHAR,
	created_at VARCHAR NOT NULL,
	updated_at VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	account_id INTEGER NOT NULL,
	name VARCHAR NOT NULL,
	name_folded VARCHAR NOT NULL,
	unit VARCHAR NOT NULL,
	currency VARCHAR NOT NULL,
	start VARCHAR,
	target VARCHAR,
	description VARCHAR,
	position INTEGER NOT NULL,
	FOREIGN KEY(account_id) REFERENCES account (id) ON DELETE CASCADE
)

CREATE TABLE qbr (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	external_id VARCHAR,
	created_at VARCHAR NOT NULL,
	updated_at VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	account_id INTEGER NOT NULL,
	name VARCHAR NOT NULL,
	name_folded VARCHAR NOT NULL,
	type VARCHAR NOT NULL,
	stage VARCHAR NOT NULL,
	date DATE NOT NULL,
	owner_id INTEGER,
	agenda VARCHAR,
	summary VARCHAR,
	rating VARCHAR,
	description VARCHAR,
	FOREIGN KEY(account_id) REFERENCES account (id) ON DELETE CASCADE,
	FOREIGN KEY(owner_id) REFERENCES user (id) ON DELETE SET NULL
)

CREATE TABLE swot (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	external_id VARCHAR,
	created_at VARCHAR NOT NULL,
	updated_at VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	account_id INTEGER NOT NULL,
	quadrant VARCHAR NOT NULL,
	text VARCHAR NOT NULL,
	lens VARCHAR NOT NULL,
	theme VARCHAR,
	reviewed_on DATE NOT NULL,
	FOREIGN KEY(account_id) REFERENCES account (id) ON DELETE CASCADE
)

CREATE TABLE metric_value (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	account_id INTEGER NOT NULL,
	metric_id INTEGER NOT NULL,
	date DATE NOT NULL,
	value VARCHAR NOT NULL,
	FOREIGN KEY(account_id) REFERENCES account (id) ON DELETE CASCADE,
	FOREIGN KEY(metric_id) REFERENCES metric (id) ON DELETE CASCADE,
	UNIQUE (metric_id, date)
)

CREATE TABLE qbr_colleague (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	account_id INTEGER NOT NULL,
	qbr_id INTEGER NOT NULL,
	user_id INTEGER NOT NULL,
	FOREIGN KEY(account_id) REFERENCES account (id) ON DELETE CASCADE,
	FOREIGN KEY(qbr_id) REFERENCES qbr (id) ON DELETE CASCADE,
	FOREIGN KEY(user_id) REFERENCES user (id) ON DELETE CASCADE
)

CREATE TABLE qbr_contact (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	account_id INTEGER NOT NULL,
	qbr_id INTEGER NOT NULL,
	contact_id INTEGER NOT NULL,
	FOREIGN KEY(account_id) REFERENCES account (id) ON DELETE CASCADE,
	FOREIGN KEY(contact_id) REFERENCES contact (id) ON DELETE CASCADE,
	FOREIGN KEY(qbr_id) REFERENCES qbr (id) ON DELETE CASCADE
)

CREATE TABLE relationship (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	account_id INTEGER NOT NULL,
	contact_id INTEGER NOT NULL,
	user_id INTEGER NOT NULL,
	strength VARCHAR NOT NULL,
	FOREIGN KEY(account_id) REFERENCES account (id) ON DELETE CASCADE,
	FOREIGN KEY(contact_id) REFERENCES contact (id) ON DELETE CASCADE,
	FOREIGN KEY(user_id) REFERENCES user (id) ON DELETE CASCADE,
	UNIQUE (contact_id, user_id)
)

CREATE TABLE voc (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	external_id VARCHAR,
	created_at VARCHAR NOT NULL,
	updated_at VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	account_id INTEGER NOT NULL,
	question VARCHAR NOT NULL,
	text VARCHAR NOT NULL,
	date DATE NOT NULL,
	contact_id INTEGER,
	asked_by_id INTEGER,
	FOREIGN KEY(account_id) REFERENCES account (id) ON DELETE CASCADE,
	FOREIGN KEY(asked_by_id) REFERENCES user (id) ON DELETE SET NULL,
	FOREIGN KEY(contact_id) REFERENCES contact (id) ON DELETE SET NULL
)

CREATE TABLE risk_stage (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	account_id INTEGER NOT NULL,
	risk_id INTEGER NOT NULL,
	status VARCHAR NOT NULL,
	since DATE NOT NULL,
	FOREIGN KEY(account_id) REFERENCES account (id) ON DELETE CASCADE,
	FOREIGN KEY(risk_id) REFERENCES risk (id) ON DELETE CASCADE
)

CREATE TABLE satisfaction (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	external_id VARCHAR,
	created_at VARCHAR NOT NULL,
	updated_at VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	account_id INTEGER NOT NULL,
	date DATE NOT NULL,
	score INTEGER NOT NULL,
	description VARCHAR,
	author_id INTEGER,
	FOREIGN KEY(account_id) REFERENCES account (id) ON DELETE CASCADE,
	FOREIGN KEY(author_id) REFERENCES user (id) ON DELETE SET NULL,
	UNIQUE (account_id, date)
)

CREATE TABLE account_health (
	account_id INTEGER NOT NULL,
	day DATE NOT NULL,
	playbook_id INTEGER NOT NULL,
	score INTEGER,
	raw INTEGER,
	measured INTEGER NOT NULL,
	deduction INTEGER NOT NULL,
	band VARCHAR,
	delta INTEGER,
	since DATE,
	PRIMARY KEY (account_id),
	FOREIGN KEY(account_id) REFERENCES account (id) ON DELETE CASCADE
)

CREATE TABLE health_day (
	account_id INTEGER NOT NULL,
	day DATE NOT NULL,
	score INTEGER,
	raw INTEGER,
	measured INTEGER NOT NULL,
	deduction INTEGER NOT NULL,
	profile INTEGER,
	"plan" INTEGER,
	notes INTEGER,
	qbr INTEGER,
	freshness INTEGER,
	satisfaction INTEGER,
	delivery INTEGER,
	profile_weight INTEGER NOT NULL,
	plan_weight INTEGER NOT NULL,
	notes_weight INTEGER NOT NULL,
	qbr_weight INTEGER NOT NULL,
	freshness_weight INTEGER NOT NULL,
	satisfaction_weight INTEGER NOT NULL,
	delivery_weight INTEGER NOT NULL,
	playbook_id INTEGER NOT NULL,
	carried BOOLEAN NOT NULL,
	PRIMARY KEY (account_id, day)
)
 WITHOUT ROWID

CREATE TABLE health_state (
	id INTEGER NOT NULL,
	complete_until DATE,
	PRIMARY KEY (id)
)

CREATE VIRTUAL TABLE search_name USING fts5(words, content = '', columnsize = 0, detail = none, prefix = '1 2', tokenize = "unicode61 remove_diacritics 2")

CREATE VIRTUAL TABLE search_text USING fts5(words, content = '', columnsize = 0, detail = none, prefix = '1 2 3', tokenize = "unicode61 remove_diacritics 2")

CREATE VIRTUAL TABLE search_term USING fts5vocab('search_text', 'instance')

CREATE INDEX ix_event_account_id ON event (account_id)

CREATE INDEX ix_product_code ON product (code)

CREATE INDEX ix_product_external_id ON product (external_id)

CREATE INDEX ix_user_external_id ON user (external_id)

CREATE INDEX account_shown ON account (name_folded) WHERE NOT archived

CREATE INDEX ix_account_external_id ON account (external_id)

CREATE INDEX ix_account_name_folded ON account (name_folded)

CREATE INDEX ix_account_owner_id ON account (owner_id)

CREATE INDEX ix_account_parent_id ON account (parent_id)

CREATE INDEX change_of_row ON change (tbl, row_id)

CREATE INDEX ix_change_event_id ON change (event_id)

CREATE INDEX ix_account_contributor_account_id ON account_contributor (account_id)

CREATE INDEX ix_account_contributor_user_id ON account_contributor (user_id)

CREATE INDEX ix_account_summary_contract_expiration ON account_summary (contract_expiration)

CREATE INDEX ix_account_summary_last_contact ON account_summary (last_contact)

CREATE INDEX summary_severity ON account_summary (risk_severity) WHERE risk_severity IS NOT NULL

CREATE INDEX summary_since ON account_summary (valid_from) WHERE valid_from > '0001-01-01'

CREATE INDEX summary_until ON account_summary (valid_until) WHERE valid_until < '9999-12-31'

CREATE INDEX ix_contact_account_id ON contact (account_id)

CREATE INDEX ix_contact_email ON contact (email)

CREATE INDEX ix_contact_external_id ON contact (external_id)

CREATE INDEX ix_contact_internal_contact_id ON contact (internal_contact_id)

CREATE INDEX ix_contact_name_folded ON contact (name_folded)

CREATE INDEX ix_contact_reports_to_id ON contact (reports_to_id)

CREATE INDEX ix_contract_account_id ON contract (account_id)

CREATE INDEX ix_contract_end ON contract ("end")

CREATE INDEX ix_contract_external_id ON contract (external_id)

CREATE INDEX ix_contract_name_folded ON contract (name_folded)

CREATE INDEX ix_goal_account_id ON goal (account_id)

CREATE INDEX ix_goal_external_id ON goal (external_id)

CREATE INDEX ix_goal_owner_id ON goal (owner_id)

CREATE INDEX ix_opportunity_account_id ON opportunity (account_id)

CREATE INDEX ix_opportunity_close_date ON opportunity (close_date)

CREATE INDEX ix_opportunity_external_id ON opportunity (external_id)

CREATE INDEX ix_opportunity_name_folded ON opportunity (name_folded)

CREATE INDEX ix_opportunity_owner_id ON opportunity (owner_id)

CREATE INDEX ix_opportunity_product_id ON opportunity (product_id)

CREATE INDEX ix_risk_account_id ON risk (account_id)

CREATE INDEX ix_risk_assignee_id ON risk (assignee_id)

CREATE INDEX ix_risk_external_id ON risk (external_id)

CREATE INDEX ix_risk_position ON risk (position)

CREATE UNIQUE INDEX one_active_risk_per_account ON risk (account_id) WHERE closed_at IS NULL

CREATE INDEX ix_objective_account_id ON objective (account_id)

CREATE INDEX ix_objective_external_id ON objective (external_id)

CREATE INDEX ix_objective_goal_id ON objective (goal_id)

CREATE INDEX ix_objective_owner_id ON objective (owner_id)

CREATE INDEX ix_risk_reason_account_id ON risk_reason (account_id)

CREATE INDEX ix_risk_reason_risk_id ON risk_reason (risk_id)

CREATE INDEX ix_risk_resolution_account_id ON risk_resolution (account_id)

CREATE INDEX ix_risk_resolution_risk_id ON risk_resolution (risk_id)

CREATE INDEX ix_action_account_id ON action (account_id)

CREATE INDEX ix_action_due ON action (due)

CREATE INDEX ix_action_external_id ON action (external_id)

CREATE INDEX ix_action_goal_id ON action (goal_id)

CREATE INDEX ix_action_objective_id ON action (objective_id)

CREATE INDEX ix_action_owner_id ON action (owner_id)

CREATE INDEX ix_action_contact_account_id ON action_contact (account_id)

CREATE INDEX ix_action_contact_action_id ON action_contact (action_id)

CREATE INDEX ix_action_contact_contact_id ON action_contact (contact_id)

CREATE INDEX ix_task_account_id ON task (account_id)

CREATE INDEX ix_task_action_id ON task (action_id)

CREATE INDEX ix_task_assignee_id ON task (assignee_id)

CREATE INDEX ix_task_due ON task (due)

CREATE INDEX ix_task_external_id ON task (external_id)

CREATE INDEX ix_note_account_id ON note (account_id)

CREATE INDEX ix_note_action_id ON note (action_id)

CREATE INDEX ix_note_author_id ON note (author_id)

CREATE INDEX ix_note_external_id ON note (external_id)

CREATE INDEX ix_note_risk_id ON note (risk_id)

CREATE INDEX ix_note_task_id ON note (task_id)

CREATE INDEX ix_note_contact_account_id ON note_contact (account_id)

CREATE INDEX ix_note_contact_contact_id ON note_contact (contact_id)

CREATE INDEX ix_note_contact_note_id ON note_contact (note_id)

CREATE INDEX event_merge ON event (account_id) WHERE verb = 'merge_accounts'

CREATE UNIQUE INDEX ix_product_name_folded ON product (name_folded)

CREATE INDEX ix_account_product_account_id ON account_product (account_id)

CREATE INDEX ix_account_product_product_id ON account_product (product_id)

CREATE INDEX ix_document_account_id ON document (account_id)

CREATE INDEX ix_document_external_id ON document (external_id)

CREATE INDEX ix_document_name_folded ON document (name_folded)

CREATE UNIQUE INDEX metric_named ON metric (account_id, name_folded)

CREATE INDEX ix_metric_account_id ON metric (account_id)

CREATE INDEX ix_metric_external_id ON metric (external_id)

CREATE INDEX ix_metric_name_folded ON metric (name_folded)

CREATE INDEX ix_qbr_account_id ON qbr (account_id)

CREATE INDEX ix_qbr_external_id ON qbr (external_id)

CREATE INDEX ix_qbr_name_folded ON qbr (name_folded)

CREATE INDEX ix_qbr_owner_id ON qbr (owner_id)

CREATE INDEX ix_swot_account_id ON swot (account_id)

CREATE INDEX ix_swot_external_id ON swot (external_id)

CREATE INDEX ix_metric_value_account_id ON metric_value (account_id)

CREATE INDEX ix_metric_value_metric_id ON metric_value (metric_id)

CREATE INDEX ix_qbr_colleague_account_id ON qbr_colleague (account_id)

CREATE INDEX ix_qbr_colleague_qbr_id ON qbr_colleague (qbr_id)

CREATE INDEX ix_qbr_colleague_user_id ON qbr_colleague (user_id)

CREATE INDEX ix_qbr_contact_account_id ON qbr_contact (account_id)

CREATE INDEX ix_qbr_contact_contact_id ON qbr_contact (contact_id)

CREATE INDEX ix_qbr_contact_qbr_id ON qbr_contact (qbr_id)

CREATE INDEX ix_relationship_account_id ON relationship (account_id)

CREATE INDEX ix_relationship_contact_id ON relationship (contact_id)

CREATE INDEX ix_relationship_user_id ON relationship (user_id)

CREATE INDEX ix_voc_account_id ON voc (account_id)

CREATE INDEX ix_voc_asked_by_id ON voc (asked_by_id)

CREATE INDEX ix_voc_contact_id ON voc (contact_id)

CREATE INDEX ix_voc_external_id ON voc (external_id)

CREATE INDEX ix_goal_risk_id ON goal (risk_id)

CREATE INDEX ix_action_risk_id ON action (risk_id)

CREATE INDEX ix_task_risk_id ON task (risk_id)

CREATE INDEX ix_risk_stage_account_id ON risk_stage (account_id)

CREATE INDEX ix_risk_stage_risk_id ON risk_stage (risk_id)

CREATE INDEX ix_task_series_id ON task (series_id)

CREATE INDEX ix_satisfaction_account_id ON satisfaction (account_id)

CREATE INDEX ix_satisfaction_author_id ON satisfaction (author_id)

CREATE INDEX ix_satisfaction_external_id ON satisfaction (external_id)

CREATE INDEX health_computed ON account_health (day, playbook_id)

CREATE TRIGGER "journal_playbook_version_insert" AFTER INSERT ON "playbook_version" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'playbook_version', NEW.id, NULL, NULL); END

CREATE TRIGGER "journal_playbook_version_update" AFTER UPDATE ON "playbook_version" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'playbook_version', OLD.id, NULL, json_object('id', OLD."id", 'text', OLD."text", 'labels', OLD."labels", 'created_at', OLD."created_at", 'created_by', OLD."created_by")); END

CREATE TRIGGER "journal_playbook_version_delete" AFTER DELETE ON "playbook_version" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'playbook_version', OLD.id, NULL, json_object('id', OLD."id", 'text', OLD."text", 'labels', OLD."labels", 'created_at', OLD."created_at", 'created_by', OLD."created_by")); END

CREATE TRIGGER "journal_product_insert" AFTER INSERT ON "product" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'product', NEW.id, NULL, NULL); END

CREATE TRIGGER "journal_product_update" AFTER UPDATE ON "product" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'product', OLD.id, NULL, json_object('id', OLD."id", 'external_id', OLD."external_id", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'version', OLD."version", 'name', OLD."name", 'name_folded', OLD."name_folded", 'code', OLD."code", 'family', OLD."family", 'price_minor', OLD."price_minor", 'currency', OLD."currency", 'description', OLD."description")); END

CREATE TRIGGER "journal_product_delete" AFTER DELETE ON "product" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'product', OLD.id, NULL, json_object('id', OLD."id", 'external_id', OLD."external_id", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'version', OLD."version", 'name', OLD."name", 'name_folded', OLD."name_folded", 'code', OLD."code", 'family', OLD."family", 'price_minor', OLD."price_minor", 'currency', OLD."currency", 'description', OLD."description")); END

CREATE TRIGGER "journal_user_insert" AFTER INSERT ON "user" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'user', NEW.id, NULL, NULL); END

CREATE TRIGGER "journal_user_update" AFTER UPDATE ON "user" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'user', OLD.id, NULL, json_object('id', OLD."id", 'external_id', OLD."external_id", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'version', OLD."version", 'name', OLD."name", 'name_folded', OLD."name_folded", 'email', OLD."email", 'is_queue', OLD."is_queue")); END

CREATE TRIGGER "journal_user_delete" AFTER DELETE ON "user" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'user', OLD.id, NULL, json_object('id', OLD."id", 'external_id', OLD."external_id", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'version', OLD."version", 'name', OLD."name", 'name_folded', OLD."name_folded", 'email', OLD."email", 'is_queue', OLD."is_queue")); END

CREATE TRIGGER "journal_account_insert" AFTER INSERT ON "account" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'account', NEW.id, NEW.id, NULL); END

CREATE TRIGGER "journal_account_update" AFTER UPDATE ON "account" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'account', OLD.id, OLD.id, json_object('id', OLD."id", 'external_id', OLD."external_id", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'version', OLD."version", 'name', OLD."name", 'name_folded', OLD."name_folded", 'owner_id', OLD."owner_id", 'type', OLD."type", 'website', OLD."website", 'description', OLD."description", 'parent_id', OLD."parent_id", 'currency', OLD."currency", 'satisfaction', OLD."satisfaction", 'satisfaction_on', OLD."satisfaction_on", 'links', OLD."links", 'logo', OLD."logo", 'is_customer', OLD."is_customer", 'is_reseller', OLD."is_reseller", 'is_provider', OLD."is_provider", 'archived', OLD."archived", 'custom', OLD."custom")); END

CREATE TRIGGER "journal_account_delete" AFTER DELETE ON "account" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'account', OLD.id, OLD.id, json_object('id', OLD."id", 'external_id', OLD."external_id", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'version', OLD."version", 'name', OLD."name", 'name_folded', OLD."name_folded", 'owner_id', OLD."owner_id", 'type', OLD."type", 'website', OLD."website", 'description', OLD."description", 'parent_id', OLD."parent_id", 'currency', OLD."currency", 'satisfaction', OLD."satisfaction", 'satisfaction_on', OLD."satisfaction_on", 'links', OLD."links", 'logo', OLD."logo", 'is_customer', OLD."is_customer", 'is_reseller', OLD."is_reseller", 'is_provider', OLD."is_provider", 'archived', OLD."archived", 'custom', OLD."custom")); END

CREATE TRIGGER "journal_account_contributor_insert" AFTER INSERT ON "account_contributor" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'account_contributor', NEW.id, NEW.account_id, NULL); END

CREATE TRIGGER "journal_account_contributor_update" AFTER UPDATE ON "account_contributor" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'account_contributor', OLD.id, OLD.account_id, json_object('id', OLD."id", 'account_id', OLD."account_id", 'user_id', OLD."user_id")); END

CREATE TRIGGER "journal_account_contributor_delete" AFTER DELETE ON "account_contributor" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'account_contributor', OLD.id, OLD.account_id, json_object('id', OLD."id", 'account_id', OLD."account_id", 'user_id', OLD."user_id")); END

CREATE TRIGGER "journal_account_product_insert" AFTER INSERT ON "account_product" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'account_product', NEW.id, NEW.account_id, NULL); END

CREATE TRIGGER "journal_account_product_update" AFTER UPDATE ON "account_product" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'account_product', OLD.id, OLD.account_id, json_object('id', OLD."id", 'account_id', OLD."account_id", 'product_id', OLD."product_id")); END

CREATE TRIGGER "journal_account_product_delete" AFTER DELETE ON "account_product" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'account_product', OLD.id, OLD.account_id, json_object('id', OLD."id", 'account_id', OLD."account_id", 'product_id', OLD."product_id")); END

CREATE TRIGGER "journal_contact_insert" AFTER INSERT ON "contact" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'contact', NEW.id, NEW.account_id, NULL); END

CREATE TRIGGER "journal_contact_update" AFTER UPDATE ON "contact" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'contact', OLD.id, OLD.account_id, json_object('id', OLD."id", 'external_id', OLD."external_id", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'version', OLD."version", 'account_id', OLD."account_id", 'name', OLD."name", 'name_folded', OLD."name_folded", 'title', OLD."title", 'role', OLD."role", 'friendliness', OLD."friendliness", 'power', OLD."power", 'email', OLD."email", 'phone', OLD."phone", 'reports_to_id', OLD."reports_to_id", 'internal_contact_id', OLD."internal_contact_id", 'is_primary', OLD."is_primary", 'has_left', OLD."has_left", 'description', OLD."description", 'custom', OLD."custom")); END

CREATE TRIGGER "journal_contact_delete" AFTER DELETE ON "contact" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'contact', OLD.id, OLD.account_id, json_object('id', OLD."id", 'external_id', OLD."external_id", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'version', OLD."version", 'account_id', OLD."account_id", 'name', OLD."name", 'name_folded', OLD."name_folded", 'title', OLD."title", 'role', OLD."role", 'friendliness', OLD."friendliness", 'power', OLD."power", 'email', OLD."email", 'phone', OLD."phone", 'reports_to_id', OLD."reports_to_id", 'internal_contact_id', OLD."internal_contact_id", 'is_primary', OLD."is_primary", 'has_left', OLD."has_left", 'description', OLD."description", 'custom', OLD."custom")); END

CREATE TRIGGER "journal_contract_insert" AFTER INSERT ON "contract" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'contract', NEW.id, NEW.account_id, NULL); END

CREATE TRIGGER "journal_contract_update" AFTER UPDATE ON "contract" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'contract', OLD.id, OLD.account_id, json_object('id', OLD."id", 'external_id', OLD."external_id", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'version', OLD."version", 'account_id', OLD."account_id", 'name', OLD."name", 'name_folded', OLD."name_folded", 'description', OLD."description", 'value_minor', OLD."value_minor", 'currency', OLD."currency", 'start', OLD."start", 'end', OLD."end", 'notice_date', OLD."notice_date", 'auto_renew', OLD."auto_renew", 'is_archived', OLD."is_archived", 'custom', OLD."custom")); END

CREATE TRIGGER "journal_contract_delete" AFTER DELETE ON "contract" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'contract', OLD.id, OLD.account_id, json_object('id', OLD."id", 'external_id', OLD."external_id", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'version', OLD."version", 'account_id', OLD."account_id", 'name', OLD."name", 'name_folded', OLD."name_folded", 'description', OLD."description", 'value_minor', OLD."value_minor", 'currency', OLD."currency", 'start', OLD."start", 'end', OLD."end", 'notice_date', OLD."notice_date", 'auto_renew', OLD."auto_renew", 'is_archived', OLD."is_archived", 'custom', OLD."custom")); END

CREATE TRIGGER "journal_document_insert" AFTER INSERT ON "document" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'document', NEW.id, NEW.account_id, NULL); END

CREATE TRIGGER "journal_document_update" AFTER UPDATE ON "document" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'document', OLD.id, OLD.account_id, json_object('id', OLD."id", 'external_id', OLD."external_id", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'version', OLD."version", 'account_id', OLD."account_id", 'name', OLD."name", 'name_folded', OLD."name_folded", 'path', OLD."path", 'description', OLD."description", 'checksum', OLD."checksum", 'size', OLD."size")); END

CREATE TRIGGER "journal_document_delete" AFTER DELETE ON "document" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'document', OLD.id, OLD.account_id, json_object('id', OLD."id", 'external_id', OLD."external_id", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'version', OLD."version", 'account_id', OLD."account_id", 'name', OLD."name", 'name_folded', OLD."name_folded", 'path', OLD."path", 'description', OLD."description", 'checksum', OLD."checksum", 'size', OLD."size")); END

CREATE TRIGGER "journal_metric_insert" AFTER INSERT ON "metric" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'metric', NEW.id, NEW.account_id, NULL); END

CREATE TRIGGER "journal_metric_update" AFTER UPDATE ON "metric" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'metric', OLD.id, OLD.account_id, json_object('id', OLD."id", 'external_id', OLD."external_id", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'version', OLD."version", 'account_id', OLD."account_id", 'name', OLD."name", 'name_folded', OLD."name_folded", 'unit', OLD."unit", 'currency', OLD."currency", 'start', OLD."start", 'target', OLD."target", 'description', OLD."description", 'position', OLD."position")); END

CREATE TRIGGER "journal_metric_delete" AFTER DELETE ON "metric" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'metric', OLD.id, OLD.account_id, json_object('id', OLD."id", 'external_id', OLD."external_id", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'version', OLD."version", 'account_id', OLD."account_id", 'name', OLD."name", 'name_folded', OLD."name_folded", 'unit', OLD."unit", 'currency', OLD."currency", 'start', OLD."start", 'target', OLD."target", 'description', OLD."description", 'position', OLD."position")); END

CREATE TRIGGER "journal_opportunity_insert" AFTER INSERT ON "opportunity" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'opportunity', NEW.id, NEW.account_id, NULL); END

CREATE TRIGGER "journal_opportunity_update" AFTER UPDATE ON "opportunity" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'opportunity', OLD.id, OLD.account_id, json_object('id', OLD."id", 'external_id', OLD."external_id", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'version', OLD."version", 'account_id', OLD."account_id", 'name', OLD."name", 'name_folded', OLD."name_folded", 'description', OLD."description", 'stage', OLD."stage", 'probability', OLD."probability", 'amount_minor', OLD."amount_minor", 'currency', OLD."currency", 'close_date', OLD."close_date", 'owner_id', OLD."owner_id", 'product_id', OLD."product_id", 'custom', OLD."custom")); END

CREATE TRIGGER "journal_opportunity_delete" AFTER DELETE ON "opportunity" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'opportunity', OLD.id, OLD.account_id, json_object('id', OLD."id", 'external_id', OLD."external_id", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'version', OLD."version", 'account_id', OLD."account_id", 'name', OLD."name", 'name_folded', OLD."name_folded", 'description', OLD."description", 'stage', OLD."stage", 'probability', OLD."probability", 'amount_minor', OLD."amount_minor", 'currency', OLD."currency", 'close_date', OLD."close_date", 'owner_id', OLD."owner_id", 'product_id', OLD."product_id", 'custom', OLD."custom")); END

CREATE TRIGGER "journal_qbr_insert" AFTER INSERT ON "qbr" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'qbr', NEW.id, NEW.account_id, NULL); END

CREATE TRIGGER "journal_qbr_update" AFTER UPDATE ON "qbr" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'qbr', OLD.id, OLD.account_id, json_object('id', OLD."id", 'external_id', OLD."external_id", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'version', OLD."version", 'account_id', OLD."account_id", 'name', OLD."name", 'name_folded', OLD."name_folded", 'type', OLD."type", 'stage', OLD."stage", 'date', OLD."date", 'owner_id', OLD."owner_id", 'agenda', OLD."agenda", 'summary', OLD."summary", 'rating', OLD."rating", 'description', OLD."description")); END

CREATE TRIGGER "journal_qbr_delete" AFTER DELETE ON "qbr" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'qbr', OLD.id, OLD.account_id, json_object('id', OLD."id", 'external_id', OLD."external_id", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'version', OLD."version", 'account_id', OLD."account_id", 'name', OLD."name", 'name_folded', OLD."name_folded", 'type', OLD."type", 'stage', OLD."stage", 'date', OLD."date", 'owner_id', OLD."owner_id", 'agenda', OLD."agenda", 'summary', OLD."summary", 'rating', OLD."rating", 'description', OLD."description")); END

CREATE TRIGGER "journal_risk_insert" AFTER INSERT ON "risk" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'risk', NEW.id, NEW.account_id, NULL); END

CREATE TRIGGER "journal_risk_update" AFTER UPDATE ON "risk" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'risk', OLD.id, OLD.account_id, json_object('id', OLD."id", 'external_id', OLD."external_id", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'version', OLD."version", 'account_id', OLD."account_id", 'status', OLD."status", 'severity', OLD."severity", 'likelihood', OLD."likelihood", 'priority', OLD."priority", 'priority_by_hand', OLD."priority_by_hand", 'assignee_id', OLD."assignee_id", 'details', OLD."details", 'opened_at', OLD."opened_at", 'closed_at', OLD."closed_at", 'position', OLD."position")); END

CREATE TRIGGER "journal_risk_delete" AFTER DELETE ON "risk" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'risk', OLD.id, OLD.account_id, json_object('id', OLD."id", 'external_id', OLD."external_id", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'version', OLD."version", 'account_id', OLD."account_id", 'status', OLD."status", 'severity', OLD."severity", 'likelihood', OLD."likelihood", 'priority', OLD."priority", 'priority_by_hand', OLD."priority_by_hand", 'assignee_id', OLD."assignee_id", 'details', OLD."details", 'opened_at', OLD."opened_at", 'closed_at', OLD."closed_at", 'position', OLD."position")); END

CREATE TRIGGER "journal_satisfaction_insert" AFTER INSERT ON "satisfaction" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'satisfaction', NEW.id, NEW.account_id, NULL); END

CREATE TRIGGER "journal_satisfaction_update" AFTER UPDATE ON "satisfaction" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'satisfaction', OLD.id, OLD.account_id, json_object('id', OLD."id", 'external_id', OLD."external_id", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'version', OLD."version", 'account_id', OLD."account_id", 'date', OLD."date", 'score', OLD."score", 'description', OLD."description", 'author_id', OLD."author_id")); END

CREATE TRIGGER "journal_satisfaction_delete" AFTER DELETE ON "satisfaction" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'satisfaction', OLD.id, OLD.account_id, json_object('id', OLD."id", 'external_id', OLD."external_id", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'version', OLD."version", 'account_id', OLD."account_id", 'date', OLD."date", 'score', OLD."score", 'description', OLD."description", 'author_id', OLD."author_id")); END

CREATE TRIGGER "journal_swot_insert" AFTER INSERT ON "swot" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'swot', NEW.id, NEW.account_id, NULL); END

CREATE TRIGGER "journal_swot_update" AFTER UPDATE ON "swot" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'swot', OLD.id, OLD.account_id, json_object('id', OLD."id", 'external_id', OLD."external_id", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'version', OLD."version", 'account_id', OLD."account_id", 'quadrant', OLD."quadrant", 'text', OLD."text", 'lens', OLD."lens", 'theme', OLD."theme", 'reviewed_on', OLD."reviewed_on")); END

CREATE TRIGGER "journal_swot_delete" AFTER DELETE ON "swot" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'swot', OLD.id, OLD.account_id, json_object('id', OLD."id", 'external_id', OLD."external_id", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'version', OLD."version", 'account_id', OLD."account_id", 'quadrant', OLD."quadrant", 'text', OLD."text", 'lens', OLD."lens", 'theme', OLD."theme", 'reviewed_on', OLD."reviewed_on")); END

CREATE TRIGGER "journal_goal_insert" AFTER INSERT ON "goal" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'goal', NEW.id, NEW.account_id, NULL); END

CREATE TRIGGER "journal_goal_update" AFTER UPDATE ON "goal" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'goal', OLD.id, OLD.account_id, json_object('id', OLD."id", 'external_id', OLD."external_id", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'version', OLD."version", 'source', OLD."source", 'source_id', OLD."source_id", 'account_id', OLD."account_id", 'section', OLD."section", 'name', OLD."name", 'name_folded', OLD."name_folded", 'description', OLD."description", 'status', OLD."status", 'status_note', OLD."status_note", 'percent', OLD."percent", 'owner_id', OLD."owner_id", 'start', OLD."start", 'due', OLD."due", 'in_customer_report', OLD."in_customer_report", 'started_at', OLD."started_at", 'completed_at', OLD."completed_at", 'position', OLD."position", 'risk_id', OLD."risk_id")); END

CREATE TRIGGER "journal_goal_delete" AFTER DELETE ON "goal" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'goal', OLD.id, OLD.account_id, json_object('id', OLD."id", 'external_id', OLD."external_id", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'version', OLD."version", 'source', OLD."source", 'source_id', OLD."source_id", 'account_id', OLD."account_id", 'section', OLD."section", 'name', OLD."name", 'name_folded', OLD."name_folded", 'description', OLD."description", 'status', OLD."status", 'status_note', OLD."status_note", 'percent', OLD."percent", 'owner_id', OLD."owner_id", 'start', OLD."start", 'due', OLD."due", 'in_customer_report', OLD."in_customer_report", 'started_at', OLD."started_at", 'completed_at', OLD."completed_at", 'position', OLD."position", 'risk_id', OLD."risk_id")); END

CREATE TRIGGER "journal_metric_value_insert" AFTER INSERT ON "metric_value" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'metric_value', NEW.id, NEW.account_id, NULL); END

CREATE TRIGGER "journal_metric_value_update" AFTER UPDATE ON "metric_value" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'metric_value', OLD.id, OLD.account_id, json_object('id', OLD."id", 'account_id', OLD."account_id", 'metric_id', OLD."metric_id", 'date', OLD."date", 'value', OLD."value")); END

CREATE TRIGGER "journal_metric_value_delete" AFTER DELETE ON "metric_value" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'metric_value', OLD.id, OLD.account_id, json_object('id', OLD."id", 'account_id', OLD."account_id", 'metric_id', OLD."metric_id", 'date', OLD."date", 'value', OLD."value")); END

CREATE TRIGGER "journal_qbr_colleague_insert" AFTER INSERT ON "qbr_colleague" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'qbr_colleague', NEW.id, NEW.account_id, NULL); END

CREATE TRIGGER "journal_qbr_colleague_update" AFTER UPDATE ON "qbr_colleague" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'qbr_colleague', OLD.id, OLD.account_id, json_object('id', OLD."id", 'account_id', OLD."account_id", 'qbr_id', OLD."qbr_id", 'user_id', OLD."user_id")); END

CREATE TRIGGER "journal_qbr_colleague_delete" AFTER DELETE ON "qbr_colleague" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'qbr_colleague', OLD.id, OLD.account_id, json_object('id', OLD."id", 'account_id', OLD."account_id", 'qbr_id', OLD."qbr_id", 'user_id', OLD."user_id")); END

CREATE TRIGGER "journal_qbr_contact_insert" AFTER INSERT ON "qbr_contact" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'qbr_contact', NEW.id, NEW.account_id, NULL); END

CREATE TRIGGER "journal_qbr_contact_update" AFTER UPDATE ON "qbr_contact" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'qbr_contact', OLD.id, OLD.account_id, json_object('id', OLD."id", 'account_id', OLD."account_id", 'qbr_id', OLD."qbr_id", 'contact_id', OLD."contact_id")); END

CREATE TRIGGER "journal_qbr_contact_delete" AFTER DELETE ON "qbr_contact" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'qbr_contact', OLD.id, OLD.account_id, json_object('id', OLD."id", 'account_id', OLD."account_id", 'qbr_id', OLD."qbr_id", 'contact_id', OLD."contact_id")); END

CREATE TRIGGER "journal_relationship_insert" AFTER INSERT ON "relationship" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'relationship', NEW.id, NEW.account_id, NULL); END

CREATE TRIGGER "journal_relationship_update" AFTER UPDATE ON "relationship" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'relationship', OLD.id, OLD.account_id, json_object('id', OLD."id", 'account_id', OLD."account_id", 'contact_id', OLD."contact_id", 'user_id', OLD."user_id", 'strength', OLD."strength")); END

CREATE TRIGGER "journal_relationship_delete" AFTER DELETE ON "relationship" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'relationship', OLD.id, OLD.account_id, json_object('id', OLD."id", 'account_id', OLD."account_id", 'contact_id', OLD."contact_id", 'user_id', OLD."user_id", 'strength', OLD."strength")); END

CREATE TRIGGER "journal_risk_reason_insert" AFTER INSERT ON "risk_reason" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'risk_reason', NEW.id, NEW.account_id, NULL); END

CREATE TRIGGER "journal_risk_reason_update" AFTER UPDATE ON "risk_reason" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'risk_reason', OLD.id, OLD.account_id, json_object('id', OLD."id", 'account_id', OLD."account_id", 'risk_id', OLD."risk_id", 'position', OLD."position", 'code', OLD."code", 'label', OLD."label")); END

CREATE TRIGGER "journal_risk_reason_delete" AFTER DELETE ON "risk_reason" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'risk_reason', OLD.id, OLD.account_id, json_object('id', OLD."id", 'account_id', OLD."account_id", 'risk_id', OLD."risk_id", 'position', OLD."position", 'code', OLD."code", 'label', OLD."label")); END

CREATE TRIGGER "journal_risk_resolution_insert" AFTER INSERT ON "risk_resolution" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'risk_resolution', NEW.id, NEW.account_id, NULL); END

CREATE TRIGGER "journal_risk_resolution_update" AFTER UPDATE ON "risk_resolution" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'risk_resolution', OLD.id, OLD.account_id, json_object('id', OLD."id", 'account_id', OLD."account_id", 'risk_id', OLD."risk_id", 'position', OLD."position", 'code', OLD."code", 'label', OLD."label")); END

CREATE TRIGGER "journal_risk_resolution_delete" AFTER DELETE ON "risk_resolution" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'risk_resolution', OLD.id, OLD.account_id, json_object('id', OLD."id", 'account_id', OLD."account_id", 'risk_id', OLD."risk_id", 'position', OLD."position", 'code', OLD."code", 'label', OLD."label")); END

CREATE TRIGGER "journal_risk_stage_insert" AFTER INSERT ON "risk_stage" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'risk_stage', NEW.id, NEW.account_id, NULL); END

CREATE TRIGGER "journal_risk_stage_update" AFTER UPDATE ON "risk_stage" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'risk_stage', OLD.id, OLD.account_id, json_object('id', OLD."id", 'account_id', OLD."account_id", 'risk_id', OLD."risk_id", 'status', OLD."status", 'since', OLD."since")); END

CREATE TRIGGER "journal_risk_stage_delete" AFTER DELETE ON "risk_stage" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'risk_stage', OLD.id, OLD.account_id, json_object('id', OLD."id", 'account_id', OLD."account_id", 'risk_id', OLD."risk_id", 'status', OLD."status", 'since', OLD."since")); END

CREATE TRIGGER "journal_voc_insert" AFTER INSERT ON "voc" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'voc', NEW.id, NEW.account_id, NULL); END

CREATE TRIGGER "journal_voc_update" AFTER UPDATE ON "voc" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'voc', OLD.id, OLD.account_id, json_object('id', OLD."id", 'external_id', OLD."external_id", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'version', OLD."version", 'account_id', OLD."account_id", 'question', OLD."question", 'text', OLD."text", 'date', OLD."date", 'contact_id', OLD."contact_id", 'asked_by_id', OLD."asked_by_id")); END

CREATE TRIGGER "journal_voc_delete" AFTER DELETE ON "voc" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'voc', OLD.id, OLD.account_id, json_object('id', OLD."id", 'external_id', OLD."external_id", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'version', OLD."version", 'account_id', OLD."account_id", 'question', OLD."question", 'text', OLD."text", 'date', OLD."date", 'contact_id', OLD."contact_id", 'asked_by_id', OLD."asked_by_id")); END

CREATE TRIGGER "journal_objective_insert" AFTER INSERT ON "objective" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'objective', NEW.id, NEW.account_id, NULL); END

CREATE TRIGGER "journal_objective_update" AFTER UPDATE ON "objective" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'objective', OLD.id, OLD.account_id, json_object('id', OLD."id", 'external_id', OLD."external_id", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'version', OLD."version", 'account_id', OLD."account_id", 'goal_id', OLD."goal_id", 'name', OLD."name", 'name_folded', OLD."name_folded", 'description', OLD."description", 'owner_id', OLD."owner_id", 'start', OLD."start", 'due', OLD."due", 'completed_at', OLD."completed_at", 'position', OLD."position")); END

CREATE TRIGGER "journal_objective_delete" AFTER DELETE ON "objective" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'objective', OLD.id, OLD.account_id, json_object('id', OLD."id", 'external_id', OLD."external_id", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'version', OLD."version", 'account_id', OLD."account_id", 'goal_id', OLD."goal_id", 'name', OLD."name", 'name_folded', OLD."name_folded", 'description', OLD."description", 'owner_id', OLD."owner_id", 'start', OLD."start", 'due', OLD."due", 'completed_at', OLD."completed_at", 'position', OLD."position")); END

CREATE TRIGGER "journal_action_insert" AFTER INSERT ON "action" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'action', NEW.id, NEW.account_id, NULL); END

CREATE TRIGGER "journal_action_update" AFTER UPDATE ON "action" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'action', OLD.id, OLD.account_id, json_object('id', OLD."id", 'external_id', OLD."external_id", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'version', OLD."version", 'source', OLD."source", 'source_id', OLD."source_id", 'account_id', OLD."account_id", 'goal_id', OLD."goal_id", 'objective_id', OLD."objective_id", 'name', OLD."name", 'name_folded', OLD."name_folded", 'description', OLD."description", 'status', OLD."status", 'status_note', OLD."status_note", 'percent', OLD."percent", 'owner_id', OLD."owner_id", 'start', OLD."start", 'due', OLD."due", 'started_at', OLD."started_at", 'completed_at', OLD."completed_at", 'in_customer_report', OLD."in_customer_report", 'position', OLD."position", 'risk_id', OLD."risk_id", 'custom', OLD."custom")); END

CREATE TRIGGER "journal_action_delete" AFTER DELETE ON "action" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'action', OLD.id, OLD.account_id, json_object('id', OLD."id", 'external_id', OLD."external_id", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'version', OLD."version", 'source', OLD."source", 'source_id', OLD."source_id", 'account_id', OLD."account_id", 'goal_id', OLD."goal_id", 'objective_id', OLD."objective_id", 'name', OLD."name", 'name_folded', OLD."name_folded", 'description', OLD."description", 'status', OLD."status", 'status_note', OLD."status_note", 'percent', OLD."percent", 'owner_id', OLD."owner_id", 'start', OLD."start", 'due', OLD."due", 'started_at', OLD."started_at", 'completed_at', OLD."completed_at", 'in_customer_report', OLD."in_customer_report", 'position', OLD."position", 'risk_id', OLD."risk_id", 'custom', OLD."custom")); END

CREATE TRIGGER "journal_action_contact_insert" AFTER INSERT ON "action_contact" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'action_contact', NEW.id, NEW.account_id, NULL); END

CREATE TRIGGER "journal_action_contact_update" AFTER UPDATE ON "action_contact" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'action_contact', OLD.id, OLD.account_id, json_object('id', OLD."id", 'account_id', OLD."account_id", 'action_id', OLD."action_id", 'contact_id', OLD."contact_id")); END

CREATE TRIGGER "journal_action_contact_delete" AFTER DELETE ON "action_contact" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'action_contact', OLD.id, OLD.account_id, json_object('id', OLD."id", 'account_id', OLD."account_id", 'action_id', OLD."action_id", 'contact_id', OLD."contact_id")); END

CREATE TRIGGER "journal_task_insert" AFTER INSERT ON "task" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'task', NEW.id, NEW.account_id, NULL); END

CREATE TRIGGER "journal_task_update" AFTER UPDATE ON "task" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'task', OLD.id, OLD.account_id, json_object('id', OLD."id", 'external_id', OLD."external_id", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'version', OLD."version", 'source', OLD."source", 'source_id', OLD."source_id", 'account_id', OLD."account_id", 'action_id', OLD."action_id", 'name', OLD."name", 'name_folded', OLD."name_folded", 'description', OLD."description", 'due', OLD."due", 'assignee_id', OLD."assignee_id", 'recurrence', OLD."recurrence", 'until', OLD."until", 'done_at', OLD."done_at", 'series_id', OLD."series_id", 'position', OLD."position", 'risk_id', OLD."risk_id")); END

CREATE TRIGGER "journal_task_delete" AFTER DELETE ON "task" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'task', OLD.id, OLD.account_id, json_object('id', OLD."id", 'external_id', OLD."external_id", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'version', OLD."version", 'source', OLD."source", 'source_id', OLD."source_id", 'account_id', OLD."account_id", 'action_id', OLD."action_id", 'name', OLD."name", 'name_folded', OLD."name_folded", 'description', OLD."description", 'due', OLD."due", 'assignee_id', OLD."assignee_id", 'recurrence', OLD."recurrence", 'until', OLD."until", 'done_at', OLD."done_at", 'series_id', OLD."series_id", 'position', OLD."position", 'risk_id', OLD."risk_id")); END

CREATE TRIGGER "journal_note_insert" AFTER INSERT ON "note" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'note', NEW.id, NEW.account_id, NULL); END

CREATE TRIGGER "journal_note_update" AFTER UPDATE ON "note" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'note', OLD.id, OLD.account_id, json_object('id', OLD."id", 'external_id', OLD."external_id", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'version', OLD."version", 'account_id', OLD."account_id", 'text', OLD."text", 'type', OLD."type", 'date', OLD."date", 'author_id', OLD."author_id", 'risk_id', OLD."risk_id", 'action_id', OLD."action_id", 'task_id', OLD."task_id")); END

CREATE TRIGGER "journal_note_delete" AFTER DELETE ON "note" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'note', OLD.id, OLD.account_id, json_object('id', OLD."id", 'external_id', OLD."external_id", 'created_at', OLD."created_at", 'updated_at', OLD."updated_at", 'version', OLD."version", 'account_id', OLD."account_id", 'text', OLD."text", 'type', OLD."type", 'date', OLD."date", 'author_id', OLD."author_id", 'risk_id', OLD."risk_id", 'action_id', OLD."action_id", 'task_id', OLD."task_id")); END

CREATE TRIGGER "journal_note_contact_insert" AFTER INSERT ON "note_contact" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'note_contact', NEW.id, NEW.account_id, NULL); END

CREATE TRIGGER "journal_note_contact_update" AFTER UPDATE ON "note_contact" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'note_contact', OLD.id, OLD.account_id, json_object('id', OLD."id", 'account_id', OLD."account_id", 'note_id', OLD."note_id", 'contact_id', OLD."contact_id")); END

CREATE TRIGGER "journal_note_contact_delete" AFTER DELETE ON "note_contact" WHEN (SELECT event_id FROM journal_state) IS NOT NULL BEGIN INSERT INTO change (event_id, tbl, row_id, account_id, before) VALUES ((SELECT event_id FROM journal_state), 'note_contact', OLD.id, OLD.account_id, json_object('id', OLD."id", 'account_id', OLD."account_id", 'note_id', OLD."note_id", 'contact_id', OLD."contact_id")); END

CREATE TRIGGER "search_note_insert" AFTER INSERT ON "note" BEGIN INSERT INTO search_text (rowid, words) VALUES ((1 << 40) + NEW.id, NEW.text); END

CREATE TRIGGER "search_note_delete" AFTER DELETE ON "note" BEGIN INSERT INTO search_text (search_text, rowid, words) VALUES ('delete', (1 << 40) + OLD.id, OLD.text); END

CREATE TRIGGER "search_note_update" AFTER UPDATE ON "note" WHEN NEW.text IS NOT OLD.text BEGIN INSERT INTO search_text (search_text, rowid, words) VALUES ('delete', (1 << 40) + OLD.id, OLD.text); INSERT INTO search_text (rowid, words) VALUES ((1 << 40) + NEW.id, NEW.text); END

CREATE TRIGGER "search_account_insert" AFTER INSERT ON "account" BEGIN INSERT INTO search_name (rowid, words) VALUES ((2 << 40) + NEW.id, NEW.name); INSERT INTO search_text (rowid, words) VALUES ((2 << 40) + NEW.id, NEW.name || ' ' || coalesce(NEW.website, '') || ' ' || coalesce(NEW.description, '')); END

CREATE TRIGGER "search_account_delete" AFTER DELETE ON "account" BEGIN INSERT INTO search_name (search_name, rowid, words) VALUES ('delete', (2 << 40) + OLD.id, OLD.name); INSERT INTO search_text (search_text, rowid, words) VALUES ('delete', (2 << 40) + OLD.id, OLD.name || ' ' || coalesce(OLD.website, '') || ' ' || coalesce(OLD.description, '')); END

CREATE TRIGGER "search_account_update" AFTER UPDATE ON "account" WHEN NEW.name IS NOT OLD.name OR coalesce(NEW.website, '') || ' ' || coalesce(NEW.description, '') IS NOT coalesce(OLD.website, '') || ' ' || coalesce(OLD.description, '') BEGIN INSERT INTO search_name (search_name, rowid, words) VALUES ('delete', (2 << 40) + OLD.id, OLD.name); INSERT INTO search_text (search_text, rowid, words) VALUES ('delete', (2 << 40) + OLD.id, OLD.name || ' ' || coalesce(OLD.website, '') || ' ' || coalesce(OLD.description, '')); INSERT INTO search_name (rowid, words) VALUES ((2 << 40) + NEW.id, NEW.name); INSERT INTO search_text (rowid, words) VALUES ((2 << 40) + NEW.id, NEW.name || ' ' || coalesce(NEW.website, '') || ' ' || coalesce(NEW.description, '')); END

CREATE TRIGGER "search_contact_insert" AFTER INSERT ON "contact" BEGIN INSERT INTO search_name (rowid, words) VALUES ((3 << 40) + NEW.id, NEW.name); INSERT INTO search_text (rowid, words) VALUES ((3 << 40) + NEW.id, NEW.name || ' ' || coalesce(NEW.title, '') || ' ' || coalesce(NEW.email, '') || ' ' || coalesce(NEW.description, '')); END

CREATE TRIGGER "search_contact_delete" AFTER DELETE ON "contact" BEGIN INSERT INTO search_name (search_name, rowid, words) VALUES ('delete', (3 << 40) + OLD.id, OLD.name); INSERT INTO search_text (search_text, rowid, words) VALUES ('delete', (3 << 40) + OLD.id, OLD.name || ' ' || coalesce(OLD.title, '') || ' ' || coalesce(OLD.email, '') || ' ' || coalesce(OLD.description, '')); END

CREATE TRIGGER "search_contact_update" AFTER UPDATE ON "contact" WHEN NEW.name IS NOT OLD.name OR coalesce(NEW.title, '') || ' ' || coalesce(NEW.email, '') || ' ' || coalesce(NEW.description, '') IS NOT coalesce(OLD.title, '') || ' ' || coalesce(OLD.email, '') || ' ' || coalesce(OLD.description, '') BEGIN INSERT INTO search_name (search_name, rowid, words) VALUES ('delete', (3 << 40) + OLD.id, OLD.name); INSERT INTO search_text (search_text, rowid, words) VALUES ('delete', (3 << 40) + OLD.id, OLD.name || ' ' || coalesce(OLD.title, '') || ' ' || coalesce(OLD.email, '') || ' ' || coalesce(OLD.description, '')); INSERT INTO search_name (rowid, words) VALUES ((3 << 40) + NEW.id, NEW.name); INSERT INTO search_text (rowid, words) VALUES ((3 << 40) + NEW.id, NEW.name || ' ' || coalesce(NEW.title, '') || ' ' || coalesce(NEW.email, '') || ' ' || coalesce(NEW.description, '')); END

CREATE TRIGGER "search_contract_insert" AFTER INSERT ON "contract" BEGIN INSERT INTO search_name (rowid, words) VALUES ((4 << 40) + NEW.id, NEW.name); INSERT INTO search_text (rowid, words) VALUES ((4 << 40) + NEW.id, NEW.name || ' ' || coalesce(NEW.description, '')); END

CREATE TRIGGER "search_contract_delete" AFTER DELETE ON "contract" BEGIN INSERT INTO search_name (search_name, rowid, words) VALUES ('delete', (4 << 40) + OLD.id, OLD.name); INSERT INTO search_text (search_text, rowid, words) VALUES ('delete', (4 << 40) + OLD.id, OLD.name || ' ' || coalesce(OLD.description, '')); END

CREATE TRIGGER "search_contract_update" AFTER UPDATE ON "contract" WHEN NEW.name IS NOT OLD.name OR coalesce(NEW.description, '') IS NOT coalesce(OLD.description, '') BEGIN INSERT INTO search_name (search_name, rowid, words) VALUES ('delete', (4 << 40) + OLD.id, OLD.name); INSERT INTO search_text (search_text, rowid, words) VALUES ('delete', (4 << 40) + OLD.id, OLD.name || ' ' || coalesce(OLD.description, '')); INSERT INTO search_name (rowid, words) VALUES ((4 << 40) + NEW.id, NEW.name); INSERT INTO search_text (rowid, words) VALUES ((4 << 40) + NEW.id, NEW.name || ' ' || coalesce(NEW.description, '')); END

CREATE TRIGGER "search_opportunity_insert" AFTER INSERT ON "opportunity" BEGIN INSERT INTO search_name (rowid, words) VALUES ((5 << 40) + NEW.id, NEW.name); INSERT INTO search_text (rowid, words) VALUES ((5 << 40) + NEW.id, NEW.name || ' ' || coalesce(NEW.description, '')); END

CREATE TRIGGER "search_opportunity_delete" AFTER DELETE ON "opportunity" BEGIN INSERT INTO search_name (search_name, rowid, words) VALUES ('delete', (5 << 40) + OLD.id, OLD.name); INSERT INTO search_text (search_text, rowid, words) VALUES ('delete', (5 << 40) + OLD.id, OLD.name || ' ' || coalesce(OLD.description, '')); END

CREATE TRIGGER "search_opportunity_update" AFTER UPDATE ON "opportunity" WHEN NEW.name IS NOT OLD.name OR coalesce(NEW.description, '') IS NOT coalesce(OLD.description, '') BEGIN INSERT INTO search_name (search_name, rowid, words) VALUES ('delete', (5 << 40) + OLD.id, OLD.name); INSERT INTO search_text (search_text, rowid, words) VALUES ('delete', (5 << 40) + OLD.id, OLD.name || ' ' || coalesce(OLD.description, '')); INSERT INTO search_name (rowid, words) VALUES ((5 << 40) + NEW.id, NEW.name); INSERT INTO search_text (rowid, words) VALUES ((5 << 40) + NEW.id, NEW.name || ' ' || coalesce(NEW.description, '')); END

CREATE TRIGGER "search_product_insert" AFTER INSERT ON "product" BEGIN INSERT INTO search_name (rowid, words) VALUES ((6 << 40) + NEW.id, NEW.name); INSERT INTO search_text (rowid, words) VALUES ((6 << 40) + NEW.id, NEW.name || ' ' || coalesce(NEW.code, '') || ' ' || coalesce(NEW.family, '')); END

CREATE TRIGGER "search_product_delete" AFTER DELETE ON "product" BEGIN INSERT INTO search_name (search_name, rowid, words) VALUES ('delete', (6 << 40) + OLD.id, OLD.name); INSERT INTO search_text (search_text, rowid, words) VALUES ('delete', (6 << 40) + OLD.id, OLD.name || ' ' || coalesce(OLD.code, '') || ' ' || coalesce(OLD.family, '')); END

CREATE TRIGGER "search_product_update" AFTER UPDATE ON "product" WHEN NEW.name IS NOT OLD.name OR coalesce(NEW.code, '') || ' ' || coalesce(NEW.family, '') IS NOT coalesce(OLD.code, '') || ' ' || coalesce(OLD.family, '') BEGIN INSERT INTO search_name (search_name, rowid, words) VALUES ('delete', (6 << 40) + OLD.id, OLD.name); INSERT INTO search_text (search_text, rowid, words) VALUES ('delete', (6 << 40) + OLD.id, OLD.name || ' ' || coalesce(OLD.code, '') || ' ' || coalesce(OLD.family, '')); INSERT INTO search_name (rowid, words) VALUES ((6 << 40) + NEW.id, NEW.name); INSERT INTO search_text (rowid, words) VALUES ((6 << 40) + NEW.id, NEW.name || ' ' || coalesce(NEW.code, '') || ' ' || coalesce(NEW.family, '')); END

CREATE TRIGGER "search_document_insert" AFTER INSERT ON "document" BEGIN INSERT INTO search_name (rowid, words) VALUES ((7 << 40) + NEW.id, NEW.name); INSERT INTO search_text (rowid, words) VALUES ((7 << 40) + NEW.id, NEW.name || ' ' || NEW.path || ' ' || coalesce(NEW.description, '')); END

CREATE TRIGGER "search_document_delete" AFTER DELETE ON "document" BEGIN INSERT INTO search_name (search_name, rowid, words) VALUES ('delete', (7 << 40) + OLD.id, OLD.name); INSERT INTO search_text (search_text, rowid, words) VALUES ('delete', (7 << 40) + OLD.id, OLD.name || ' ' || OLD.path || ' ' || coalesce(OLD.description, '')); END

CREATE TRIGGER "search_document_update" AFTER UPDATE ON "document" WHEN NEW.name IS NOT OLD.name OR NEW.path || ' ' || coalesce(NEW.description, '') IS NOT OLD.path || ' ' || coalesce(OLD.description, '') BEGIN INSERT INTO search_name (search_name, rowid, words) VALUES ('delete', (7 << 40) + OLD.id, OLD.name); INSERT INTO search_text (search_text, rowid, words) VALUES ('delete', (7 << 40) + OLD.id, OLD.name || ' ' || OLD.path || ' ' || coalesce(OLD.description, '')); INSERT INTO search_name (rowid, words) VALUES ((7 << 40) + NEW.id, NEW.name); INSERT INTO search_text (rowid, words) VALUES ((7 << 40) + NEW.id, NEW.name || ' ' || NEW.path || ' ' || coalesce(NEW.description, '')); END

CREATE TRIGGER "search_swot_insert" AFTER INSERT ON "swot" BEGIN INSERT INTO search_text (rowid, words) VALUES ((8 << 40) + NEW.id, NEW.text); END

CREATE TRIGGER "search_swot_delete" AFTER DELETE ON "swot" BEGIN INSERT INTO search_text (search_text, rowid, words) VALUES ('delete', (8 << 40) + OLD.id, OLD.text); END

CREATE TRIGGER "search_swot_update" AFTER UPDATE ON "swot" WHEN NEW.text IS NOT OLD.text BEGIN INSERT INTO search_text (search_text, rowid, words) VALUES ('delete', (8 << 40) + OLD.id, OLD.text); INSERT INTO search_text (rowid, words) VALUES ((8 << 40) + NEW.id, NEW.text); END

CREATE TRIGGER "search_voc_insert" AFTER INSERT ON "voc" BEGIN INSERT INTO search_text (rowid, words) VALUES ((9 << 40) + NEW.id, NEW.text); END

CREATE TRIGGER "search_voc_delete" AFTER DELETE ON "voc" BEGIN INSERT INTO search_text (search_text, rowid, words) VALUES ('delete', (9 << 40) + OLD.id, OLD.text); END

CREATE TRIGGER "search_voc_update" AFTER UPDATE ON "voc" WHEN NEW.text IS NOT OLD.text BEGIN INSERT INTO search_text (search_text, rowid, words) VALUES ('delete', (9 << 40) + OLD.id, OLD.text); INSERT INTO search_text (rowid, words) VALUES ((9 << 40) + NEW.id, NEW.text); END

CREATE TRIGGER "search_qbr_insert" AFTER INSERT ON "qbr" BEGIN INSERT INTO search_name (rowid, words) VALUES ((10 << 40) + NEW.id, NEW.name); INSERT INTO search_text (rowid, words) VALUES ((10 << 40) + NEW.id, NEW.name || ' ' || coalesce(NEW.agenda, '') || ' ' || coalesce(NEW.summary, '') || ' ' || coalesce(NEW.description, '')); END

CREATE TRIGGER "search_qbr_delete" AFTER DELETE ON "qbr" BEGIN INSERT INTO search_name (search_name, rowid, words) VALUES ('delete', (10 << 40) + OLD.id, OLD.name); INSERT INTO search_text (search_text, rowid, words) VALUES ('delete', (10 << 40) + OLD.id, OLD.name || ' ' || coalesce(OLD.agenda, '') || ' ' || coalesce(OLD.summary, '') || ' ' || coalesce(OLD.description, '')); END

CREATE TRIGGER "search_qbr_update" AFTER UPDATE ON "qbr" WHEN NEW.name IS NOT OLD.name OR coalesce(NEW.agenda, '') || ' ' || coalesce(NEW.summary, '') || ' ' || coalesce(NEW.description, '') IS NOT coalesce(OLD.agenda, '') || ' ' || coalesce(OLD.summary, '') || ' ' || coalesce(OLD.description, '') BEGIN INSERT INTO search_name (search_name, rowid, words) VALUES ('delete', (10 << 40) + OLD.id, OLD.name); INSERT INTO search_text (search_text, rowid, words) VALUES ('delete', (10 << 40) + OLD.id, OLD.name || ' ' || coalesce(OLD.agenda, '') || ' ' || coalesce(OLD.summary, '') || ' ' || coalesce(OLD.description, '')); INSERT INTO search_name (rowid, words) VALUES ((10 << 40) + NEW.id, NEW.name); INSERT INTO search_text (rowid, words) VALUES ((10 << 40) + NEW.id, NEW.name || ' ' || coalesce(NEW.agenda, '') || ' ' || coalesce(NEW.summary, '') || ' ' || coalesce(NEW.description, '')); END

CREATE TRIGGER "search_metric_insert" AFTER INSERT ON "metric" BEGIN INSERT INTO search_name (rowid, words) VALUES ((11 << 40) + NEW.id, NEW.name); INSERT INTO search_text (rowid, words) VALUES ((11 << 40) + NEW.id, NEW.name || ' ' || coalesce(NEW.description, '')); END

CREATE TRIGGER "search_metric_delete" AFTER DELETE ON "metric" BEGIN INSERT INTO search_name (search_name, rowid, words) VALUES ('delete', (11 << 40) + OLD.id, OLD.name); INSERT INTO search_text (search_text, rowid, words) VALUES ('delete', (11 << 40) + OLD.id, OLD.name || ' ' || coalesce(OLD.description, '')); END

CREATE TRIGGER "search_metric_update" AFTER UPDATE ON "metric" WHEN NEW.name IS NOT OLD.name OR coalesce(NEW.description, '') IS NOT coalesce(OLD.description, '') BEGIN INSERT INTO search_name (search_name, rowid, words) VALUES ('delete', (11 << 40) + OLD.id, OLD.name); INSERT INTO search_text (search_text, rowid, words) VALUES ('delete', (11 << 40) + OLD.id, OLD.name || ' ' || coalesce(OLD.description, '')); INSERT INTO search_name (rowid, words) VALUES ((11 << 40) + NEW.id, NEW.name); INSERT INTO search_text (rowid, words) VALUES ((11 << 40) + NEW.id, NEW.name || ' ' || coalesce(NEW.description, '')); END

CREATE TRIGGER "search_risk_insert" AFTER INSERT ON "risk" BEGIN INSERT INTO search_text (rowid, words) VALUES ((12 << 40) + NEW.id, coalesce(NEW.details, '')); END

CREATE TRIGGER "search_risk_delete" AFTER DELETE ON "risk" BEGIN INSERT INTO search_text (search_text, rowid, words) VALUES ('delete', (12 << 40) + OLD.id, coalesce(OLD.details, '')); END

CREATE TRIGGER "search_risk_update" AFTER UPDATE ON "risk" WHEN coalesce(NEW.details, '') IS NOT coalesce(OLD.details, '') BEGIN INSERT INTO search_text (search_text, rowid, words) VALUES ('delete', (12 << 40) + OLD.id, coalesce(OLD.details, '')); INSERT INTO search_text (rowid, words) VALUES ((12 << 40) + NEW.id, coalesce(NEW.details, '')); END

CREATE TRIGGER "search_risk_reason_insert" AFTER INSERT ON "risk_reason" BEGIN INSERT INTO search_text (rowid, words) VALUES ((13 << 40) + NEW.id, NEW.label); END

CREATE TRIGGER "search_risk_reason_delete" AFTER DELETE ON "risk_reason" BEGIN INSERT INTO search_text (search_text, rowid, words) VALUES ('delete', (13 << 40) + OLD.id, OLD.label); END

CREATE TRIGGER "search_risk_reason_update" AFTER UPDATE ON "risk_reason" WHEN NEW.label IS NOT OLD.label BEGIN INSERT INTO search_text (search_text, rowid, words) VALUES ('delete', (13 << 40) + OLD.id, OLD.label); INSERT INTO search_text (rowid, words) VALUES ((13 << 40) + NEW.id, NEW.label); END

CREATE TRIGGER "search_goal_insert" AFTER INSERT ON "goal" BEGIN INSERT INTO search_name (rowid, words) VALUES ((14 << 40) + NEW.id, NEW.name); INSERT INTO search_text (rowid, words) VALUES ((14 << 40) + NEW.id, NEW.name || ' ' || coalesce(NEW.description, '')); END

CREATE TRIGGER "search_goal_delete" AFTER DELETE ON "goal" BEGIN INSERT INTO search_name (search_name, rowid, words) VALUES ('delete', (14 << 40) + OLD.id, OLD.name); INSERT INTO search_text (search_text, rowid, words) VALUES ('delete', (14 << 40) + OLD.id, OLD.name || ' ' || coalesce(OLD.description, '')); END

CREATE TRIGGER "search_goal_update" AFTER UPDATE ON "goal" WHEN NEW.name IS NOT OLD.name OR coalesce(NEW.description, '') IS NOT coalesce(OLD.description, '') BEGIN INSERT INTO search_name (search_name, rowid, words) VALUES ('delete', (14 << 40) + OLD.id, OLD.name); INSERT INTO search_text (search_text, rowid, words) VALUES ('delete', (14 << 40) + OLD.id, OLD.name || ' ' || coalesce(OLD.description, '')); INSERT INTO search_name (rowid, words) VALUES ((14 << 40) + NEW.id, NEW.name); INSERT INTO search_text (rowid, words) VALUES ((14 << 40) + NEW.id, NEW.name || ' ' || coalesce(NEW.description, '')); END

CREATE TRIGGER "search_objective_insert" AFTER INSERT ON "objective" BEGIN INSERT INTO search_name (rowid, words) VALUES ((15 << 40) + NEW.id, NEW.name); INSERT INTO search_text (rowid, words) VALUES ((15 << 40) + NEW.id, NEW.name || ' ' || coalesce(NEW.description, '')); END

CREATE TRIGGER "search_objective_delete" AFTER DELETE ON "objective" BEGIN INSERT INTO search_name (search_name, rowid, words) VALUES ('delete', (15 << 40) + OLD.id, OLD.name); INSERT INTO search_text (search_text, rowid, words) VALUES ('delete', (15 << 40) + OLD.id, OLD.name || ' ' || coalesce(OLD.description, '')); END

CREATE TRIGGER "search_objective_update" AFTER UPDATE ON "objective" WHEN NEW.name IS NOT OLD.name OR coalesce(NEW.description, '') IS NOT coalesce(OLD.description, '') BEGIN INSERT INTO search_name (search_name, rowid, words) VALUES ('delete', (15 << 40) + OLD.id, OLD.name); INSERT INTO search_text (search_text, rowid, words) VALUES ('delete', (15 << 40) + OLD.id, OLD.name || ' ' || coalesce(OLD.description, '')); INSERT INTO search_name (rowid, words) VALUES ((15 << 40) + NEW.id, NEW.name); INSERT INTO search_text (rowid, words) VALUES ((15 << 40) + NEW.id, NEW.name || ' ' || coalesce(NEW.description, '')); END

CREATE TRIGGER "search_action_insert" AFTER INSERT ON "action" BEGIN INSERT INTO search_name (rowid, words) VALUES ((16 << 40) + NEW.id, NEW.name); INSERT INTO search_text (rowid, words) VALUES ((16 << 40) + NEW.id, NEW.name || ' ' || coalesce(NEW.description, '') || ' ' || coalesce(NEW.status_note, '')); END

CREATE TRIGGER "search_action_delete" AFTER DELETE ON "action" BEGIN INSERT INTO search_name (search_name, rowid, words) VALUES ('delete', (16 << 40) + OLD.id, OLD.name); INSERT INTO search_text (search_text, rowid, words) VALUES ('delete', (16 << 40) + OLD.id, OLD.name || ' ' || coalesce(OLD.description, '') || ' ' || coalesce(OLD.status_note, '')); END

CREATE TRIGGER "search_action_update" AFTER UPDATE ON "action" WHEN NEW.name IS NOT OLD.name OR coalesce(NEW.description, '') || ' ' || coalesce(NEW.status_note, '') IS NOT coalesce(OLD.description, '') || ' ' || coalesce(OLD.status_note, '') BEGIN INSERT INTO search_name (search_name, rowid, words) VALUES ('delete', (16 << 40) + OLD.id, OLD.name); INSERT INTO search_text (search_text, rowid, words) VALUES ('delete', (16 << 40) + OLD.id, OLD.name || ' ' || coalesce(OLD.description, '') || ' ' || coalesce(OLD.status_note, '')); INSERT INTO search_name (rowid, words) VALUES ((16 << 40) + NEW.id, NEW.name); INSERT INTO search_text (rowid, words) VALUES ((16 << 40) + NEW.id, NEW.name || ' ' || coalesce(NEW.description, '') || ' ' || coalesce(NEW.status_note, '')); END

CREATE TRIGGER "search_task_insert" AFTER INSERT ON "task" BEGIN INSERT INTO search_name (rowid, words) VALUES ((17 << 40) + NEW.id, NEW.name); INSERT INTO search_text (rowid, words) VALUES ((17 << 40) + NEW.id, NEW.name || ' ' || coalesce(NEW.description, '')); END

CREATE TRIGGER "search_task_delete" AFTER DELETE ON "task" BEGIN INSERT INTO search_name (search_name, rowid, words) VALUES ('delete', (17 << 40) + OLD.id, OLD.name); INSERT INTO search_text (search_text, rowid, words) VALUES ('delete', (17 << 40) + OLD.id, OLD.name || ' ' || coalesce(OLD.description, '')); END

CREATE TRIGGER "search_task_update" AFTER UPDATE ON "task" WHEN NEW.name IS NOT OLD.name OR coalesce(NEW.description, '') IS NOT coalesce(OLD.description, '') BEGIN INSERT INTO search_name (search_name, rowid, words) VALUES ('delete', (17 << 40) + OLD.id, OLD.name); INSERT INTO search_text (search_text, rowid, words) VALUES ('delete', (17 << 40) + OLD.id, OLD.name || ' ' || coalesce(OLD.description, '')); INSERT INTO search_name (rowid, words) VALUES ((17 << 40) + NEW.id, NEW.name); INSERT INTO search_text (rowid, words) VALUES ((17 << 40) + NEW.id, NEW.name || ' ' || coalesce(NEW.description, '')); END
