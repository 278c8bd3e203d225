"""Groups, who is in them, the codes that lead in, and what is asked."""

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'


def upgrade() -> None:
    with op.batch_alter_table('invites') as batch:
        batch.add_column(sa.Column('leads_on', sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table('workshops',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('seats', sa.Integer(), nullable=False),
    sa.Column('is_workplace', sa.Boolean(), nullable=False),
    sa.Column('closed_on', sa.Date(), nullable=True),
    sa.Column('box', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_workshops'))
    )
    op.create_table('memberships',
    sa.Column('workshop_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('seat', sa.Integer(), nullable=False),
    sa.Column('role', sa.String(length=16), nullable=False),
    sa.Column('box', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_memberships_person_id_people'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workshop_id'], ['workshops.id'], name=op.f('fk_memberships_workshop_id_workshops'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('workshop_id', 'person_id', name=op.f('pk_memberships'))
    )
    op.create_index('ix_memberships_person', 'memberships', ['person_id'])
    op.create_table('invitations',
    sa.Column('invite_id', sa.Uuid(), nullable=False),
    sa.Column('workshop_id', sa.Uuid(), nullable=False),
    sa.Column('made_by', sa.Uuid(), nullable=False),
    sa.Column('box', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['invite_id'], ['invites.id'], name=op.f('fk_invitations_invite_id_invites'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['made_by'], ['people.id'], name=op.f('fk_invitations_made_by_people'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workshop_id'], ['workshops.id'], name=op.f('fk_invitations_workshop_id_workshops'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('invite_id', name=op.f('pk_invitations'))
    )
    op.create_index('ix_invitations_workshop', 'invitations', ['workshop_id'])
    op.create_table('assignments',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('workshop_id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('opens_at', sa.BigInteger(), nullable=True),
    sa.Column('closes_at', sa.BigInteger(), nullable=True),
    sa.Column('box', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['workshop_id'], ['workshops.id'], name=op.f('fk_assignments_workshop_id_workshops'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assignments'))
    )
    op.create_index('ix_assignments_workshop', 'assignments', ['workshop_id', 'place'])
    op.create_table('completions',
    sa.Column('assignment_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['assignment_id'], ['assignments.id'], name=op.f('fk_completions_assignment_id_assignments'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_completions_person_id_people'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('assignment_id', 'person_id', name=op.f('pk_completions'))
    )


def downgrade() -> None:
    op.drop_table('completions')
    op.drop_table('assignments')
    op.drop_table('invitations')
    op.drop_table('memberships')
    op.drop_table('workshops')
    with op.batch_alter_table('invites') as batch:
        batch.drop_column('leads_on')
