#!/bin/bash
# A Slurm of one node on loopback, for as long as standard input stays open.
# usage: one_node.sh FOLDER     FOLDER: not yet there, its path short, for sockets stand in it
# Prints `ready` once the node takes jobs.  When standard input ends, also because whoever started this
# was killed, every job and daemon ends and the folder is removed.
set -u
export PATH="$PATH:/usr/sbin" LC_ALL=C
folder=$1
export SLURM_CONF="$folder/slurm.conf"
daemons=()

# Ends what carries this Slurm's configuration in its environment: jobs, and what they started.
end_jobs() {
  for environment in /proc/[0-9]*/environ; do
    process=${environment#/proc/}
    process=${process%/environ}
    case " $$ $BASHPID ${daemons[*]-} " in *" $process "*) continue ;; esac
    if tr '\0' '\n' 2> /dev/null < "$environment" | grep -qxF "SLURM_CONF=$SLURM_CONF"; then
      read -r _ name _ 2> /dev/null < "/proc/$process/stat" || continue
      case "$name" in "(slurmstepd"* | "(makerlab)" | "(slurm_script)" | "(sleep)") kill -9 "$process" 2> /dev/null ;; esac
    fi
  done
}

clean() {
  trap - EXIT
  [ -n "${reader-}" ] && kill "$reader" 2> /dev/null
  [ "${#daemons[@]}" -gt 0 ] && kill "${daemons[@]}" 2> /dev/null
  end_jobs
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    kill -0 "${daemons[@]}" 2> /dev/null || break
    sleep 0.1
  done
  [ "${#daemons[@]}" -gt 0 ] && kill -9 "${daemons[@]}" 2> /dev/null
  wait 2> /dev/null
  end_jobs
  rm -rf -- "$folder"
}
trap clean EXIT
trap 'exit 1' INT TERM HUP

# Two ports that nobody listens at.
ports=()
while [ "${#ports[@]}" -lt 2 ]; do
  port=$((20000 + RANDOM % 12000))
  [ "$port" = "${ports[0]-}" ] && continue
  (exec 3<> "/dev/tcp/127.0.0.1/$port") 2> /dev/null || ports+=("$port")
done

mkdir -p "$folder"/{key,state,spool,log} || exit 1
chmod 700 "$folder/key"
head -c 128 /dev/urandom > "$folder/key/munge"
chmod 600 "$folder/key/munge"
node=$(hostname -s)
cat > "$SLURM_CONF" << END
ClusterName=one
SlurmctldHost=$node(127.0.0.1)
SlurmctldPort=${ports[0]}
SlurmdPort=${ports[1]}
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$folder/key/socket
CredType=cred/munge
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.pid
SlurmctldLogFile=$folder/log/slurmctld
SlurmdLogFile=$folder/log/slurmd
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
SchedulerType=sched/backfill
SchedulerParameters=sched_interval=1,sched_min_interval=0,batch_sched_delay=0
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
AccountingStorageType=accounting_storage/none
JobAcctGatherType=jobacct_gather/none
JobCompType=jobcomp/none
KillWait=2
ReturnToService=2
SlurmdParameters=config_overrides
NodeName=$node NodeAddr=127.0.0.1 CPUs=4 RealMemory=1000 State=UNKNOWN
PartitionName=debug Nodes=$node Default=YES MaxTime=INFINITE State=UP
END

munged --foreground --force --key-file="$folder/key/munge" --socket="$folder/key/socket" \
  --pid-file="$folder/key/pid" --log-file="$folder/log/munged" --seed-file="$folder/key/seed" \
  < /dev/null > /dev/null 2>&1 &
daemons+=("$!")
for _ in $(seq 200); do
  [ -S "$folder/key/socket" ] && break
  sleep 0.05
done
slurmctld -D -i < /dev/null > /dev/null 2>&1 &
daemons+=("$!")
slurmd -D -N "$node" < /dev/null > /dev/null 2>&1 &
daemons+=("$!")
for _ in $(seq 300); do
  if sinfo -h -o %T 2> /dev/null | grep -q idle; then
    echo ready
    # Nobody writes anything: this ends when the other end is closed.
    # `wait` lets a signal through, `cat` in the foreground would not.
    cat <&0 > /dev/null &
    reader=$!
    wait "$reader"
    exit 0
  fi
  sleep 0.1
done
echo "the node does not come up:" "$(tail -n 3 "$folder"/log/* 2> /dev/null)" >&2
exit 1
