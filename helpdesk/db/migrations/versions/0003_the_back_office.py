"""The back office: clocks, drafts, notices, ready replies, invitations, machines, and search."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from helpdesk.db import first_search_index

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

WAITING = """UPDATE ticket SET waiting_since = created_at WHERE status IN ('new', 'open')"""
REPLIED = """UPDATE ticket SET replied_at = (SELECT min(m.created_at) FROM message m
  WHERE m.ticket_id = ticket.id AND m.author = 'staff' AND m.visibility = 'public')"""


def upgrade() -> None:
    """Go forward."""
    op.create_table('bookmark',
    sa.Column('name', sa.String(length=64), nullable=False),
    sa.Column('position', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_bookmark'))
    )
    op.create_table('canned_reply',
    sa.Column('id', _key(), nullable=False),
    sa.Column('code', sa.String(length=64), nullable=False),
    sa.Column('title_sw', sa.Text(), nullable=False),
    sa.Column('title_en', sa.Text(), nullable=False),
    sa.Column('text_sw', sa.Text(), nullable=False),
    sa.Column('text_en', sa.Text(), nullable=False),
    sa.Column('department', sa.String(length=64), nullable=True),
    sa.Column('active', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_canned_reply')),
    sa.UniqueConstraint('code', name=op.f('uq_canned_reply_code'))
    )
    op.create_table('company_page',
    sa.Column('id', _key(), nullable=False),
    sa.Column('name', sa.String(length=64), nullable=False),
    sa.Column('content', sa.Text(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('who', sa.String(length=128), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_company_page'))
    )
    with op.batch_alter_table('company_page', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_company_page_name_id'), ['name', 'id'], unique=False)

    op.create_table('macro',
    sa.Column('id', _key(), nullable=False),
    sa.Column('code', sa.String(length=64), nullable=False),
    sa.Column('title_sw', sa.Text(), nullable=False),
    sa.Column('title_en', sa.Text(), nullable=False),
    sa.Column('reply', sa.String(length=64), nullable=True),
    sa.Column('status', sa.String(32), nullable=True),
    sa.Column('priority', sa.String(32), nullable=True),
    sa.Column('department', sa.String(length=64), nullable=True),
    sa.Column('take', sa.Boolean(), nullable=False),
    sa.Column('active', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_macro')),
    sa.UniqueConstraint('code', name=op.f('uq_macro_code'))
    )
    op.create_table('search_word',
    sa.Column('word', sa.String(length=64), nullable=False),
    sa.PrimaryKeyConstraint('word', name=op.f('pk_search_word'))
    )
    op.create_table('api_token',
    sa.Column('id', _key(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('key', sa.String(length=64), nullable=False),
    sa.Column('hint', sa.String(length=64), nullable=False),
    sa.Column('scopes', sa.Text(), nullable=False),
    sa.Column('created_by', _key(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('last_used_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('revoked_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['created_by'], ['staff_member.id'], name=op.f('fk_api_token_created_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_api_token')),
    sa.UniqueConstraint('key', name=op.f('uq_api_token_key'))
    )
    op.create_table('breach',
    sa.Column('id', _key(), nullable=False),
    sa.Column('found_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('what', sa.Text(), nullable=False),
    sa.Column('data', sa.Text(), nullable=False),
    sa.Column('people', sa.BigInteger(), nullable=False),
    sa.Column('measures', sa.Text(), nullable=False),
    sa.Column('created_by', _key(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('regulator_told_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('people_told_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['created_by'], ['staff_member.id'], name=op.f('fk_breach_created_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_breach'))
    )
    op.create_table('invite',
    sa.Column('id', _key(), nullable=False),
    sa.Column('key', sa.String(length=64), nullable=False),
    sa.Column('username', sa.String(length=64), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('role', sa.String(32), nullable=False),
    sa.Column('language', sa.String(32), nullable=False),
    sa.Column('departments', sa.Text(), nullable=False),
    sa.Column('created_by', _key(), nullable=False),
    sa.Column('staff_id', _key(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['created_by'], ['staff_member.id'], name=op.f('fk_invite_created_by')),
    sa.ForeignKeyConstraint(['staff_id'], ['staff_member.id'], name=op.f('fk_invite_staff_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invite')),
    sa.UniqueConstraint('key', name=op.f('uq_invite_key'))
    )
    op.create_table('recovery_code',
    sa.Column('id', _key(), nullable=False),
    sa.Column('staff_id', _key(), nullable=False),
    sa.Column('key', sa.String(length=64), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['staff_id'], ['staff_member.id'], name=op.f('fk_recovery_code_staff_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_recovery_code')),
    sa.UniqueConstraint('staff_id', 'key', name=op.f('uq_recovery_code_staff_id_key'))
    )
    op.create_table('saved_filter',
    sa.Column('id', _key(), nullable=False),
    sa.Column('staff_id', _key(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('query', sa.Text(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['staff_id'], ['staff_member.id'], name=op.f('fk_saved_filter_staff_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_saved_filter'))
    )
    with op.batch_alter_table('saved_filter', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_saved_filter_staff_id'), ['staff_id'], unique=False)

    op.create_table('stock_move',
    sa.Column('id', _key(), nullable=False),
    sa.Column('product_id', _key(), nullable=False),
    sa.Column('staff_id', _key(), nullable=False),
    sa.Column('reason', sa.String(32), nullable=False),
    sa.Column('before', sa.Integer(), nullable=False),
    sa.Column('after', sa.Integer(), nullable=False),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['product_id'], ['product.id'], name=op.f('fk_stock_move_product_id')),
    sa.ForeignKeyConstraint(['staff_id'], ['staff_member.id'], name=op.f('fk_stock_move_staff_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_stock_move'))
    )
    with op.batch_alter_table('stock_move', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_stock_move_product_id_id'), ['product_id', 'id'], unique=False)

    op.create_table('telegram_link',
    sa.Column('id', _key(), nullable=False),
    sa.Column('staff_id', _key(), nullable=False),
    sa.Column('key', sa.String(length=64), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['staff_id'], ['staff_member.id'], name=op.f('fk_telegram_link_staff_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_telegram_link')),
    sa.UniqueConstraint('key', name=op.f('uq_telegram_link_key'))
    )
    op.create_table('webhook',
    sa.Column('id', _key(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('url', sa.Text(), nullable=False),
    sa.Column('secret', sa.String(length=128), nullable=False),
    sa.Column('events', sa.Text(), nullable=False),
    sa.Column('active', sa.Boolean(), nullable=False),
    sa.Column('created_by', _key(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['created_by'], ['staff_member.id'], name=op.f('fk_webhook_created_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_webhook'))
    )
    op.create_table('webhook_delivery',
    sa.Column('id', _key(), nullable=False),
    sa.Column('webhook_id', _key(), nullable=False),
    sa.Column('event', sa.String(length=64), nullable=False),
    sa.Column('payload', sa.Text(), nullable=False),
    sa.Column('status', sa.String(32), nullable=False),
    sa.Column('attempts', sa.BigInteger(), nullable=False),
    sa.Column('answered', sa.BigInteger(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('retry_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('error', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['webhook_id'], ['webhook.id'], name=op.f('fk_webhook_delivery_webhook_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_webhook_delivery'))
    )
    with op.batch_alter_table('webhook_delivery', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_webhook_delivery_status_retry_at'), ['status', 'retry_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_webhook_delivery_webhook_id_id'), ['webhook_id', 'id'], unique=False)

    op.create_table('draft',
    sa.Column('id', _key(), nullable=False),
    sa.Column('staff_id', _key(), nullable=False),
    sa.Column('ticket_id', _key(), nullable=False),
    sa.Column('kind', sa.String(32), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['staff_id'], ['staff_member.id'], name=op.f('fk_draft_staff_id')),
    sa.ForeignKeyConstraint(['ticket_id'], ['ticket.id'], name=op.f('fk_draft_ticket_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_draft')),
    sa.UniqueConstraint('staff_id', 'ticket_id', 'kind', name=op.f('uq_draft_staff_id_ticket_id_kind'))
    )
    with op.batch_alter_table('draft', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_draft_ticket_id'), ['ticket_id'], unique=False)

    op.create_table('notice',
    sa.Column('id', _key(), nullable=False),
    sa.Column('staff_id', _key(), nullable=False),
    sa.Column('kind', sa.String(32), nullable=False),
    sa.Column('ticket_id', _key(), nullable=True),
    sa.Column('detail', sa.Text(), nullable=True),
    sa.Column('source_key', sa.String(length=128), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('seen_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('telegram_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['staff_id'], ['staff_member.id'], name=op.f('fk_notice_staff_id')),
    sa.ForeignKeyConstraint(['ticket_id'], ['ticket.id'], name=op.f('fk_notice_ticket_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notice')),
    sa.UniqueConstraint('staff_id', 'source_key', name=op.f('uq_notice_staff_id_source_key'))
    )
    with op.batch_alter_table('notice', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_notice_staff_id_id'), ['staff_id', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_notice_ticket_id'), ['ticket_id'], unique=False)

    op.create_table('presence',
    sa.Column('id', _key(), nullable=False),
    sa.Column('staff_id', _key(), nullable=False),
    sa.Column('ticket_id', _key(), nullable=False),
    sa.Column('replying', sa.Boolean(), nullable=False),
    sa.Column('seen_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['staff_id'], ['staff_member.id'], name=op.f('fk_presence_staff_id')),
    sa.ForeignKeyConstraint(['ticket_id'], ['ticket.id'], name=op.f('fk_presence_ticket_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_presence')),
    sa.UniqueConstraint('staff_id', 'ticket_id', name=op.f('uq_presence_staff_id_ticket_id'))
    )
    with op.batch_alter_table('presence', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_presence_ticket_id'), ['ticket_id'], unique=False)

    op.create_table('sla_clock',
    sa.Column('id', _key(), nullable=False),
    sa.Column('ticket_id', _key(), nullable=False),
    sa.Column('target', sa.String(32), nullable=False),
    sa.Column('status', sa.String(32), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('paused_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('warned_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('breached_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['ticket_id'], ['ticket.id'], name=op.f('fk_sla_clock_ticket_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sla_clock'))
    )
    with op.batch_alter_table('sla_clock', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sla_clock_started_at'), ['started_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_sla_clock_status_due_at'), ['status', 'due_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_sla_clock_ticket_id_target'), ['ticket_id', 'target'], unique=False)

    op.create_table('ticket_link',
    sa.Column('id', _key(), nullable=False),
    sa.Column('ticket_id', _key(), nullable=False),
    sa.Column('other_id', _key(), nullable=False),
    sa.Column('kind', sa.String(32), nullable=False),
    sa.Column('staff_id', _key(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['other_id'], ['ticket.id'], name=op.f('fk_ticket_link_other_id')),
    sa.ForeignKeyConstraint(['staff_id'], ['staff_member.id'], name=op.f('fk_ticket_link_staff_id')),
    sa.ForeignKeyConstraint(['ticket_id'], ['ticket.id'], name=op.f('fk_ticket_link_ticket_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ticket_link')),
    sa.UniqueConstraint('ticket_id', 'other_id', 'kind', name=op.f('uq_ticket_link_ticket_id_other_id_kind'))
    )
    with op.batch_alter_table('ticket_link', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_ticket_link_other_id'), ['other_id'], unique=False)

    with op.batch_alter_table('audit_entry', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_audit_entry_at'), ['at'], unique=False)
        batch_op.create_index(batch_op.f('ix_audit_entry_who_id'), ['who', 'id'], unique=False)

    with op.batch_alter_table('customer_order', schema=None) as batch_op:
        batch_op.add_column(sa.Column('acknowledged_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.create_index(batch_op.f('ix_customer_order_created_at'), ['created_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_customer_order_status_created_at'), ['status', 'created_at'], unique=False)

    with op.batch_alter_table('product', schema=None) as batch_op:
        batch_op.add_column(sa.Column('low_at', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('photo', sa.Text(), nullable=True))

    with op.batch_alter_table('staff_member', schema=None) as batch_op:
        batch_op.add_column(sa.Column('speaks', sa.String(length=64), nullable=False, server_default='sw en'))
        batch_op.add_column(sa.Column('takes_work', sa.Boolean(), nullable=False, server_default=sa.true()))
        batch_op.add_column(sa.Column('away_until', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('totp_secret', sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column('totp_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('totp_counter', sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column('telegram_chat_id', sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column('quiet_from', sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column('quiet_to', sa.BigInteger(), nullable=True))
        batch_op.create_index(batch_op.f('ix_staff_member_telegram_chat_id'), ['telegram_chat_id'], unique=False)

    with op.batch_alter_table('ticket', schema=None) as batch_op:
        batch_op.add_column(sa.Column('waiting_since', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('replied_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('due_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('snoozed_until', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('intent', sa.String(length=64), nullable=True))
        batch_op.create_index(batch_op.f('ix_ticket_assignee_id_status'), ['assignee_id', 'status'], unique=False)
        batch_op.create_index(batch_op.f('ix_ticket_created_at'), ['created_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_ticket_department_id_updated_at'), ['department_id', 'updated_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_ticket_order_id'), ['order_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_ticket_updated_at'), ['updated_at'], unique=False)
    op.execute(WAITING)
    op.execute(REPLIED)
    for statement in _search(first_search_index.SQLITE, first_search_index.POSTGRES):
        op.execute(statement)


def downgrade() -> None:
    """Go back."""
    for statement in _search(first_search_index.SQLITE_DOWN, first_search_index.POSTGRES_DOWN):
        op.execute(statement)
    with op.batch_alter_table('ticket', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_ticket_updated_at'))
        batch_op.drop_index(batch_op.f('ix_ticket_order_id'))
        batch_op.drop_index(batch_op.f('ix_ticket_department_id_updated_at'))
        batch_op.drop_index(batch_op.f('ix_ticket_created_at'))
        batch_op.drop_index(batch_op.f('ix_ticket_assignee_id_status'))
        batch_op.drop_column('intent')
        batch_op.drop_column('snoozed_until')
        batch_op.drop_column('due_at')
        batch_op.drop_column('replied_at')
        batch_op.drop_column('waiting_since')

    with op.batch_alter_table('staff_member', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_staff_member_telegram_chat_id'))
        batch_op.drop_column('quiet_to')
        batch_op.drop_column('quiet_from')
        batch_op.drop_column('telegram_chat_id')
        batch_op.drop_column('totp_counter')
        batch_op.drop_column('totp_at')
        batch_op.drop_column('totp_secret')
        batch_op.drop_column('away_until')
        batch_op.drop_column('takes_work')
        batch_op.drop_column('speaks')

    with op.batch_alter_table('product', schema=None) as batch_op:
        batch_op.drop_column('photo')
        batch_op.drop_column('low_at')

    with op.batch_alter_table('customer_order', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_customer_order_status_created_at'))
        batch_op.drop_index(batch_op.f('ix_customer_order_created_at'))
        batch_op.drop_column('acknowledged_at')

    with op.batch_alter_table('audit_entry', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_audit_entry_who_id'))
        batch_op.drop_index(batch_op.f('ix_audit_entry_at'))

    with op.batch_alter_table('ticket_link', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_ticket_link_other_id'))

    op.drop_table('ticket_link')
    with op.batch_alter_table('sla_clock', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_sla_clock_ticket_id_target'))
        batch_op.drop_index(batch_op.f('ix_sla_clock_status_due_at'))
        batch_op.drop_index(batch_op.f('ix_sla_clock_started_at'))

    op.drop_table('sla_clock')
    with op.batch_alter_table('presence', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_presence_ticket_id'))

    op.drop_table('presence')
    with op.batch_alter_table('notice', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_notice_ticket_id'))
        batch_op.drop_index(batch_op.f('ix_notice_staff_id_id'))

    op.drop_table('notice')
    with op.batch_alter_table('draft', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_draft_ticket_id'))

    op.drop_table('draft')
    with op.batch_alter_table('webhook_delivery', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_webhook_delivery_webhook_id_id'))
        batch_op.drop_index(batch_op.f('ix_webhook_delivery_status_retry_at'))

    op.drop_table('webhook_delivery')
    op.drop_table('webhook')
    op.drop_table('telegram_link')
    with op.batch_alter_table('stock_move', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_stock_move_product_id_id'))

    op.drop_table('stock_move')
    with op.batch_alter_table('saved_filter', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_saved_filter_staff_id'))

    op.drop_table('saved_filter')
    op.drop_table('recovery_code')
    op.drop_table('invite')
    op.drop_table('breach')
    op.drop_table('api_token')
    op.drop_table('search_word')
    op.drop_table('macro')
    with op.batch_alter_table('company_page', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_company_page_name_id'))

    op.drop_table('company_page')
    op.drop_table('canned_reply')
    op.drop_table('bookmark')


def _key() -> sa.types.TypeEngine:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _search(sqlite: tuple[str, ...], postgres: tuple[str, ...]) -> tuple[str, ...]:
    return sqlite if op.get_bind().dialect.name == "sqlite" else postgres
