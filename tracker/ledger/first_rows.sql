-- Written by docs/make_first_rows.py from the statements of ordering.py; not by hand.

-- campaigns
SELECT campaign.name, campaign.kind, campaign.reporting_unit, campaign.number_prefix, campaign.begins, campaign.ends, campaign.near_days, campaign.imminent_days, campaign.immediate_days, campaign.lag_percent, campaign.review_steps, campaign.publicity_days, campaign.satisfaction_percent, campaign.sources, campaign.standards, campaign.is_default, campaign.id, campaign.version
FROM campaign

-- deadline
SELECT item.id, item.version, item.campaign_id, item.number, item.kind, item.category, item.source, item.title, item.type, item.state, item.round, item.stage_done_on, item.next_review, item.extension_count, item.closed_on, item.deadline_phrase, item.deadline_kind, item.deadline_due, item.deadline_rule, item.deadline_confirm, item.deadline_event, (SELECT owner.name
FROM owner
WHERE owner.item_id = item.id AND owner.measure_id IS NULL AND owner.role IN ('lead', 'responsible') ORDER BY owner.role, owner.ordinal, owner.id
 LIMIT 1 OFFSET 0) AS lead, (SELECT count(*) AS count_1
FROM measure
WHERE measure.item_id = item.id) + (SELECT count(*) AS count_2
FROM measure_share JOIN measure ON measure.id = measure_share.measure_id
WHERE measure_share.item_id = item.id) AS measures_total, (SELECT count(*) AS count_3
FROM measure
WHERE measure.item_id = item.id AND measure.done_on IS NOT NULL) + (SELECT count(*) AS count_4
FROM measure_share JOIN measure ON measure.id = measure_share.measure_id
WHERE measure_share.item_id = item.id AND measure.done_on IS NOT NULL) AS measures_done, (SELECT coalesce(group_concat(CAST(measure.deadline_due AS VARCHAR), ','), '') AS coalesce_1
FROM measure
WHERE measure.item_id = item.id AND measure.done_on IS NULL AND measure.deadline_due IS NOT NULL AND measure.deadline_confirm IS 0 AND measure.deadline_kind != 'recurring') || ',' || (SELECT coalesce(group_concat(CAST(measure.deadline_due AS VARCHAR), ','), '') AS coalesce_1
FROM measure_share JOIN measure ON measure.id = measure_share.measure_id
WHERE measure_share.item_id = item.id AND measure.done_on IS NULL AND measure.deadline_due IS NOT NULL AND measure.deadline_confirm IS 0 AND measure.deadline_kind != 'recurring') AS open_limits, (SELECT count(*) AS count_5
FROM evidence
WHERE evidence.item_id = item.id) AS evidence_count, (SELECT campaign.name
FROM campaign
WHERE campaign.id = item.campaign_id) AS campaign, (SELECT aspect.name
FROM aspect
WHERE aspect.id = item.aspect_id) AS aspect, item.registered_on, (SELECT owner.name
FROM owner
WHERE owner.item_id = item.id AND owner.measure_id IS NULL AND owner.role = 'leader' ORDER BY owner.ordinal, owner.id
 LIMIT 1 OFFSET 0) AS leader, (SELECT document.title
FROM document
WHERE document.id = item.document_id) AS document_title
FROM item ORDER BY coalesce(item.deadline_due, '9999-12-31'), item.id
 LIMIT 128 OFFSET 0

-- number
SELECT item.id, item.version, item.campaign_id, item.number, item.kind, item.category, item.source, item.title, item.type, item.state, item.round, item.stage_done_on, item.next_review, item.extension_count, item.closed_on, item.deadline_phrase, item.deadline_kind, item.deadline_due, item.deadline_rule, item.deadline_confirm, item.deadline_event, (SELECT owner.name
FROM owner
WHERE owner.item_id = item.id AND owner.measure_id IS NULL AND owner.role IN ('lead', 'responsible') ORDER BY owner.role, owner.ordinal, owner.id
 LIMIT 1 OFFSET 0) AS lead, (SELECT count(*) AS count_1
FROM measure
WHERE measure.item_id = item.id) + (SELECT count(*) AS count_2
FROM measure_share JOIN measure ON measure.id = measure_share.measure_id
WHERE measure_share.item_id = item.id) AS measures_total, (SELECT count(*) AS count_3
FROM measure
WHERE measure.item_id = item.id AND measure.done_on IS NOT NULL) + (SELECT count(*) AS count_4
FROM measure_share JOIN measure ON measure.id = measure_share.measure_id
WHERE measure_share.item_id = item.id AND measure.done_on IS NOT NULL) AS measures_done, (SELECT coalesce(group_concat(CAST(measure.deadline_due AS VARCHAR), ','), '') AS coalesce_1
FROM measure
WHERE measure.item_id = item.id AND measure.done_on IS NULL AND measure.deadline_due IS NOT NULL AND measure.deadline_confirm IS 0 AND measure.deadline_kind != 'recurring') || ',' || (SELECT coalesce(group_concat(CAST(measure.deadline_due AS VARCHAR), ','), '') AS coalesce_1
FROM measure_share JOIN measure ON measure.id = measure_share.measure_id
WHERE measure_share.item_id = item.id AND measure.done_on IS NULL AND measure.deadline_due IS NOT NULL AND measure.deadline_confirm IS 0 AND measure.deadline_kind != 'recurring') AS open_limits, (SELECT count(*) AS count_5
FROM evidence
WHERE evidence.item_id = item.id) AS evidence_count, (SELECT campaign.name
FROM campaign
WHERE campaign.id = item.campaign_id) AS campaign, (SELECT aspect.name
FROM aspect
WHERE aspect.id = item.aspect_id) AS aspect, item.registered_on, (SELECT owner.name
FROM owner
WHERE owner.item_id = item.id AND owner.measure_id IS NULL AND owner.role = 'leader' ORDER BY owner.ordinal, owner.id
 LIMIT 1 OFFSET 0) AS leader, (SELECT document.title
FROM document
WHERE document.id = item.document_id) AS document_title
FROM item ORDER BY item.id
 LIMIT 128 OFFSET 0
