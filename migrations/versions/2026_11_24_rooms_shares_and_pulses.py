"""What a group does just now, copies given by consent, and what a group is asked all together."""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'


def upgrade() -> None:
    op.create_table('moments',
    sa.Column('workshop_id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('stage', sa.String(length=16), nullable=False),
    sa.Column('assignment_id', sa.Uuid(), nullable=True),
    sa.Column('step', sa.Integer(), nullable=False),
    sa.Column('ends_at', sa.BigInteger(), nullable=True),
    sa.Column('left', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['assignment_id'], ['assignments.id'], name=op.f('fk_moments_assignment_id_assignments'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['workshop_id'], ['workshops.id'], name=op.f('fk_moments_workshop_id_workshops'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('workshop_id', name=op.f('pk_moments'))
    )
    op.create_table('shares',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('workshop_id', sa.Uuid(), nullable=False),
    sa.Column('author_id', sa.Uuid(), nullable=False),
    sa.Column('recipient_id', sa.Uuid(), nullable=False),
    sa.Column('assignment_id', sa.Uuid(), nullable=True),
    sa.Column('consent_version', sa.String(length=16), nullable=False),
    sa.Column('given_on', sa.Date(), nullable=False),
    sa.Column('ends_at', sa.BigInteger(), nullable=False),
    sa.Column('opened_on', sa.Date(), nullable=True),
    sa.Column('box', sa.LargeBinary(), nullable=False),
    sa.Column('own_box', sa.LargeBinary(), nullable=False),
    sa.Column('answer_box', sa.LargeBinary(), nullable=True),
    sa.Column('kept_answer_box', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['assignment_id'], ['assignments.id'], name=op.f('fk_shares_assignment_id_assignments'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['author_id'], ['people.id'], name=op.f('fk_shares_author_id_people'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['recipient_id'], ['people.id'], name=op.f('fk_shares_recipient_id_people'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workshop_id'], ['workshops.id'], name=op.f('fk_shares_workshop_id_workshops'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shares'))
    )
    op.create_index('ix_shares_recipient', 'shares', ['recipient_id', 'workshop_id'])
    op.create_index('ix_shares_author', 'shares', ['author_id'])
    op.create_index('ix_shares_workshop', 'shares', ['workshop_id'])
    op.create_table('share_consents',
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('share_id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.String(length=16), nullable=False),
    sa.Column('given_on', sa.Date(), nullable=False),
    sa.Column('ended_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_share_consents_person_id_people'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('person_id', 'share_id', name=op.f('pk_share_consents'))
    )
    op.create_table('pulse_questions',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('workshop_id', sa.Uuid(), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('seats', sa.Integer(), nullable=False),
    sa.Column('least', sa.Integer(), nullable=False),
    sa.Column('put_on', sa.Date(), nullable=False),
    sa.Column('closes_at', sa.BigInteger(), nullable=True),
    sa.Column('box', sa.LargeBinary(), nullable=False),
    sa.Column('result_box', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['workshop_id'], ['workshops.id'], name=op.f('fk_pulse_questions_workshop_id_workshops'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pulse_questions'))
    )
    op.create_index('ix_pulse_questions_workshop', 'pulse_questions', ['workshop_id', 'place'])
    op.create_table('pulse_counts',
    sa.Column('question_id', sa.Uuid(), nullable=False),
    sa.Column('choice', sa.Integer(), nullable=False),
    sa.Column('many', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['question_id'], ['pulse_questions.id'], name=op.f('fk_pulse_counts_question_id_pulse_questions'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('question_id', 'choice', name=op.f('pk_pulse_counts'))
    )
    op.create_table('pulse_answers',
    sa.Column('question_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('box', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_pulse_answers_person_id_people'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['question_id'], ['pulse_questions.id'], name=op.f('fk_pulse_answers_question_id_pulse_questions'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('question_id', 'person_id', name=op.f('pk_pulse_answers'))
    )


def downgrade() -> None:
    for table in ('pulse_answers', 'pulse_counts', 'pulse_questions', 'share_consents', 'shares', 'moments'):
        op.drop_table(table)
